// The HostBill adapter: reads contacts from the database it is given, writes them through the documented admin API
// (decision 0013), and says of everything that nobody has shown that it is off.
import { systemClock } from '../../support/clock.js';
import type { Executor } from '../../support/database.js';
import { UnavailableError, type Message } from '../../support/errors.js';
import type { Panel } from '../panel.js';
import type { PanelApi } from '../panel-api.js';
import { ApiRefusal, createHostBillApi } from './api.js';
import { hostBillClients } from './clients.js';
import { createContactWrites } from './contact-writes.js';
import { hostBillContacts } from './contacts.js';
import { hostBillDepartments } from './departments.js';
import { hostBillHosting } from './hosting.js';
import { hostBillLogins } from './logins.js';
import { hostBillMail } from './mail.js';
import { probeHostBill, RECORD_TABLES, type HostBillShape } from './probe.js';
import { capabilitiesOf, ESSENTIAL, NO_API } from './schema.js';
import { createTelling } from './telling.js';
import { ToldStore } from './told-store.js';
import { contactsWithoutRow } from './unread.js';
import { WrittenContacts } from './written.js';

/**
 * The panel in this database, or undefined when no HostBill lies there. Throws an Error naming the missing columns when
 * it is one we cannot work with at all.
 */
export async function openHostBill(on: Executor, settings: PanelApi | undefined): Promise<Panel | undefined> {
  const shape = await probeHostBill(on);
  if (!shape.has(RECORD_TABLES[0])) return undefined;
  const missing = ESSENTIAL.filter((name) => !shape.tableOf(name));
  if (missing.length > 0)
    throw new Error(
      `This HostBill database has no ${missing.map((name) => `hb_client_details.${name}`).join(', ')}`,
    );

  const api = settings && createHostBillApi(settings);
  const capabilities = capabilitiesOf(shape, {
    missing: !api,
    departments: api && (await refusalOf(() => api.departments())),
  });
  const { contacts } = capabilities;
  const hasContacts = contacts.on;
  const told = new ToldStore(systemClock);
  const telling = createTelling(api, told, systemClock);
  return {
    id: 'hostbill',
    description: describe(shape),
    capabilities,
    contacts: hostBillContacts({
      shape,
      told,
      written: new WrittenContacts(),
      writes: contacts.on
        ? createContactWrites(api, NO_API)
        : createContactWrites(undefined, contacts.because),
      hasContacts,
    }),
    clients: hostBillClients(shape, hasContacts),
    logins: hostBillLogins({ shape, told, telling, api, on: capabilities.logins.on }),
    departments: hostBillDepartments(capabilities.departments.on ? api : undefined),
    hosting: hostBillHosting(shape, capabilities.services.on),
    mail: hostBillMail(shape, { contacts: hasContacts, templates: capabilities.mailTemplates.on }),
    // Where HostBill keeps its own name and address is not established: the provider's settings say it.
    provider: async () => ({}),
    async catchUp(now) {
      if (!capabilities.logins.on) return;
      await telling.catchUp((limit) => contactsWithoutRow(shape, limit, now), now);
    },
  };
}

/** Why departments are not to be had with this key; undefined also while nobody answers, for that passes. */
async function refusalOf(call: () => Promise<unknown>): Promise<Message | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof ApiRefusal) return { key: 'panels:api.departments', params: { words: error.words } };
    if (error instanceof UnavailableError) return undefined;
    throw error;
  }
}

function describe(shape: HostBillShape): string {
  const parent = shape.tableOf('parent_id');
  const where = parent
    ? `contacts by ${parent}.parent_id`
    : 'no parent_id: contacts cannot be told from clients';
  return `HostBill (${where})`;
}
