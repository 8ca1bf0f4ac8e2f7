// What proves an address besides its own link: an invitation or a new password that was mailed to it, and used.
import type { ContactStore } from '../contacts/store.js';
import { addressKey } from '../contacts/address-key.js';
import type { KnexMarkStore } from '../notices/mark-store.js';
import type { Executor } from '../support/database.js';

/** Marks the contact's address as confirmed, if it is this one. Under the client's lock. */
export type ProveAddress = (
  clientId: number,
  contactId: number,
  address: string,
  tx: Executor,
) => Promise<void>;

export function createProveAddress({
  contacts,
  marks,
  ensureCompanion,
}: {
  contacts: ContactStore;
  marks: KnexMarkStore;
  ensureCompanion: (clientId: number, contactId: number, tx: Executor) => Promise<void>;
}): ProveAddress {
  return async (clientId, contactId, address, tx) => {
    const contact = await contacts.find(clientId, contactId, tx);
    if (!contact || contact.email === '' || addressKey(contact.email) !== addressKey(address)) return;
    await ensureCompanion(clientId, contactId, tx);
    await marks.confirm(clientId, contactId, address, tx);
  };
}
