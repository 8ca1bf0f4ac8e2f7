// The calls of hosts.md 2.4, each answered as the documentation says, traps included.
import { PRIVILEGES } from '../schema.js';
import { DEPARTMENTS } from './demo-panel.js';
import type { FakeOptions } from './fake-options.js';
import type { FakeRecords, Scalars } from './fake-records.js';

export type Answer = Record<string, unknown>;
type Call = (fields: Scalars) => Promise<Answer>;

/** A no in HostBill's words. */
export class Refused extends Error {}

const PER_PAGE = 25;

export function fakeCalls(records: FakeRecords, options: FakeOptions): Record<string, Call> {
  async function needed(id: string | undefined): Promise<Scalars> {
    const found = await records.find(Number(id));
    if (!found) throw new Refused('Client not found');
    return found;
  }

  async function mainClient(id: string | undefined): Promise<Scalars> {
    const found = await needed(id);
    if (Number(found['parent_id']) !== 0) throw new Refused('Wrong parameter');
    return found;
  }

  async function setPrivileges(id: number, fields: Scalars): Promise<void> {
    const sent = privilegesIn(fields);
    if (options.emptySet === 'refused' && Object.keys(sent).length === 0)
      throw new Refused('Select at least one privilege');
    const before = options.privileges === 'merged' ? await records.privileges(id) : {};
    const kept = Object.entries({ ...before, ...sent }).filter(([, value]) => value !== '0' && value !== '');
    await records.setPrivileges(id, Object.fromEntries(kept));
  }

  return {
    async addClientContact(fields) {
      const parent = await mainClient(fields['id']);
      if (!fields['email']?.includes('@')) throw new Refused('Email address is wrong');
      if (options.uniqueEmails && (await records.hasEmail(fields['email'])))
        throw new Refused('Email address already exists');
      const contactId = await records.add(Number(parent['id']), fields);
      await records.setPrivileges(contactId, privilegesIn(fields));
      return { contact_id: String(contactId), info: ['contact_added'] };
    },

    async getClientContacts({ id, page = '0' }) {
      const contacts = await records.ofParent(Number((await mainClient(id))['id']));
      const guests = (await records.guests(Number(id))).map((guest) => ({
        id: String(guest.access_id),
        email: `guest-${guest.user_id}@guest.example`,
        type: 'user',
      }));
      const start = Number(page) * PER_PAGE;
      return { contacts: [...contacts, ...guests].slice(start, start + PER_PAGE) };
    },

    async getClientContact({ id }) {
      const record = await needed(id);
      const privileges = nested(await records.privileges(Number(id)));
      return {
        // With the hash and card fields that nobody asked for.
        client: {
          ...record,
          cardnum: '****1111',
          ...(options.tellsPrivileges ? { privileges } : {}),
        },
        ...(options.available === 'missing' ? {} : { available_privileges: available(options.available) }),
      };
    },

    async editContactPermissions(fields) {
      const { id, parent_id: parent } = await needed(fields['id']);
      if (Number(parent) === 0) throw new Refused('Wrong parameter');
      await setPrivileges(Number(id), fields);
      return { successsave: 1 };
    },

    async setContactDetails(fields) {
      await records.change(Number((await needed(fields['id']))['id']), fields);
      return { info: ['profile_updated'] };
    },

    // Whoever mixes the two ids up removes a client.
    async deleteClientContact({ client_id: id, parent_id: parent }) {
      if (parent === undefined) throw new Refused('Wrong parameter');
      await records.remove(Number((await needed(id))['id']));
      return { info: ['client_deleted'] };
    },

    async addClientGuest({ id, user_id: user, status = 'Pending' }) {
      await needed(user);
      const values = { user_id: Number(user), parent_id: Number((await mainClient(id))['id']), status };
      return { access_id: String(await records.addGuest(values)), info: ['user_added'] };
    },
    async editClientGuestPermissions(fields) {
      await records.changeGuest(Number(fields['id']), privilegesIn(fields));
      return { successsave: 1 };
    },
    async removeClientGuest({ id }) {
      await records.removeGuest(Number(id));
      return { info: ['user_removed'] };
    },

    async verifyClientLogin({ email = '', password = '' }) {
      const found = await records.verify(email, password);
      if (!found) throw new Refused('Login details incorrect');
      return { client_id: String(found['id']) };
    },

    getClientDetails: async ({ id }) => ({ client: await mainClient(id) }),
    getClientAccounts: async ({ id }) => ({ accounts: await records.accounts(Number(id)) }),
    getAccountDetailsBasic: async () => ({ details: {} }),
    getClientDomains: async () => ({ domains: [] }),
    getClientInvoices: async () => ({ invoices: [] }),
    getClientTickets: async () => ({ tickets: [] }),
    getClientEmails: async () => ({ emails: [] }),
    getTicketDepts: async () => ({ departments: DEPARTMENTS }),
  };
}

/** privileges[billing][orders]=1 as PHP reads it, by path. */
function privilegesIn(fields: Scalars): Scalars {
  const found: Scalars = {};
  for (const [name, value] of Object.entries(fields)) {
    const path = /^privileges((?:\[\w+\])+)$/.exec(name)?.[1];
    if (path) found[path.slice(1, -1).replaceAll('][', '.')] = value;
  }
  return found;
}

function nested(paths: Scalars): Answer {
  const whole: Answer = {};
  for (const [path, value] of Object.entries(paths)) {
    const parts = path.split('.');
    const last = parts.pop() as string;
    let at = whole;
    for (const part of parts) at = (at[part] ??= {}) as Answer;
    at[last] = value;
  }
  return whole;
}

// The two shapes that hosts.md 2.4 asks for.
function available(shape: 'labels' | 'flat'): Answer {
  const labels = Object.fromEntries(Object.keys(PRIVILEGES).map((path) => [path, `Label of ${path}`]));
  if (shape === 'labels') return nested(labels);
  return Object.fromEntries(Object.keys(labels).map((path) => [path.replace('.', '_'), '1']));
}
