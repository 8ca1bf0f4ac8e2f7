// Whether letters of ours stay away from an address (OP3): whoever reads it said that it is not theirs. As with notices
// it is the address that is blocked, whoever of the client is written to at it.
import type { ContactStore } from '../contacts/store.js';
import { addressKey } from '../contacts/address-key.js';
import type { KnexMarkStore } from '../notices/mark-store.js';
import type { IsBlocked } from '../outbox/letter.js';

export function createIsBlocked({
  contacts,
  marks,
}: {
  contacts: ContactStore;
  marks: KnexMarkStore;
}): IsBlocked {
  return async (clientId, address, on) => {
    const refusedBy = await marks.refusedBy(clientId, address, on);
    if (refusedBy.length === 0) return false;
    // A mark about an address that its contact has no longer says nothing.
    const holders = await contacts.list(clientId, refusedBy, on);
    return holders.some(({ email }) => addressKey(email) === addressKey(address));
  };
}
