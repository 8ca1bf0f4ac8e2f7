// Contacts written through HostBill's API (hosts.md §2.4). A call is not part of our transaction (§2.7): what was asked for
// is read back, and a call that may come twice, because the transaction around it is tried again, has its effect once.
import { randomBytes } from 'node:crypto';
import {
  ConflictError,
  InputError,
  UnavailableError,
  type FieldErrors,
  type Message,
} from '../../support/errors.js';
import type { PanelContact, PanelFields } from '../panel.js';
import type { ApiRecord, HostBillApi, RecordFields } from './api.js';
import { CHANGEABLE, FIELDS } from './schema.js';
import { fieldsOf, sameFields } from './text.js';

export interface ContactWrites {
  /** The contact as HostBill has it now. */
  add(clientId: number, fields: PanelFields): Promise<PanelContact>;
  /** Throws InputError for what only HostBill's own pages can change. */
  change(
    clientId: number,
    seen: PanelContact,
    changes: Partial<PanelFields>,
  ): Promise<PanelContact | 'stale'>;
  remove(clientId: number, contactId: number): Promise<void>;
}

// As long as a transaction that is tried again, or a person who presses the button again, may take.
const REMEMBERED_MS = 60_000;

/** `off`: why nothing can be written while there is no `api` to do it. */
export function createContactWrites(api: HostBillApi | undefined, off: Message): ContactWrites {
  const added = new Map<string, { contactId: number; at: number }>();

  function needed(): HostBillApi {
    if (!api) throw new UnavailableError('Contacts cannot be written', off);
    return api;
  }

  /** The record, if it is this client's contact at this moment: guests and clients are none (traps 1, 2). */
  async function fresh(clientId: number, contactId: number): Promise<ApiRecord> {
    const record = await needed().contact(contactId);
    if (!record || record.id !== contactId || record.parentId !== clientId || record.guest)
      throw new ConflictError({ key: 'panels:api.notOurs' });
    return record;
  }

  /** One that was added a moment ago with the same fields, and whose transaction did not get to its end. */
  async function addedBefore(clientId: number, key: string): Promise<ApiRecord | undefined> {
    const before = added.get(key);
    if (!before || before.at < Date.now() - REMEMBERED_MS) return undefined;
    try {
      return await fresh(clientId, before.contactId);
    } catch (error) {
      // Gone again meanwhile.
      if (error instanceof ConflictError) return undefined;
      throw error;
    }
  }

  return {
    async add(clientId, fields) {
      const key = JSON.stringify([clientId, FIELDS.map((field) => fields[field])]);
      const before = await addedBefore(clientId, key);
      if (before) return contactOf(before);
      for (const [one, { at }] of added) if (at < Date.now() - REMEMBERED_MS) added.delete(one);
      // HostBill keeps passwords in its own form: this one is nobody's, and is set anew from its own pages.
      const contactId = await needed().addContact(
        clientId,
        filled(fields),
        randomBytes(18).toString('base64url'),
      );
      added.set(key, { contactId, at: Date.now() });
      return contactOf(await fresh(clientId, contactId));
    },

    async change(clientId, seen, changes) {
      const changed = FIELDS.filter(
        (field) => changes[field] !== undefined && changes[field] !== seen[field],
      );
      if (changed.length === 0) return seen;
      refuseUnchangeable(seen, changed);
      const before = contactOf(await fresh(clientId, seen.contactId));
      if (!sameFields(before, seen)) return 'stale';
      const fields = Object.fromEntries(
        changed.map((field) => [field, changes[field]]),
      ) as Partial<RecordFields>;
      await needed().setDetails(seen.contactId, fields);
      const after = contactOf(await fresh(clientId, seen.contactId));
      const refused = changed.filter((field) => after[field] !== fields[field]);
      if (refused.length > 0) throw new InputError(errorsFor(refused, 'panels:api.notTaken'));
      return { ...after, isLogin: seen.isLogin };
    },

    async remove(clientId, contactId) {
      await fresh(clientId, contactId);
      await needed().deleteContact({ contactId, clientId });
      for (const [one, before] of added) if (before.contactId === contactId) added.delete(one);
    },
  };
}

function refuseUnchangeable({ contactId }: PanelContact, changed: readonly (keyof PanelFields)[]): void {
  if (contactId === 0) throw new InputError(errorsFor(changed, 'panels:api.ownerElsewhere'));
  const locked = changed.filter((field) => !(CHANGEABLE as readonly string[]).includes(field));
  if (locked.length > 0) throw new InputError(errorsFor(locked, 'panels:api.emailElsewhere'));
}

const errorsFor = (fields: readonly string[], key: string): FieldErrors =>
  Object.fromEntries(fields.map((field) => [field === 'phone' ? 'phone.number' : field, { key }]));

/** What is empty is left out: HostBill has its own defaults. */
const filled = (fields: PanelFields): Partial<RecordFields> =>
  Object.fromEntries(FIELDS.flatMap((field) => (fields[field] === '' ? [] : [[field, fields[field]]])));

const contactOf = ({ id, fields, addedAt }: ApiRecord): PanelContact => ({
  ...fieldsOf((field) => fields[field]),
  contactId: id,
  isLogin: false,
  addedAt,
});
