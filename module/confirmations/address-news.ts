// What a new address sets going, in the transaction that writes it: its reader is asked to confirm it, and the address
// of before is told (CL4).
import { addressKey } from '../contacts/address-key.js';
import type { KnexMarkStore } from '../notices/mark-store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { Executor } from '../support/database.js';

export interface AddressNews {
  added(clientId: number, contactId: number, tx: Executor): Promise<void>;
  /** Nothing where both are the same address, however they are written. */
  changed(clientId: number, contactId: number, from: string, to: string, tx: Executor): Promise<void>;
}

export function createAddressNews({
  outbox,
  marks,
  hasLinks,
}: {
  outbox: KnexOutboxStore;
  marks: KnexMarkStore;
  /** Whether mail can carry links: without one there is nothing to ask. */
  hasLinks: boolean;
}): AddressNews {
  async function ask(clientId: number, contactId: number, tx: Executor): Promise<void> {
    // Whoever owns the account is written to at that address anyway.
    if (hasLinks && contactId !== 0) await outbox.enqueue(clientId, 'address-confirm', { contactId }, tx);
  }

  return {
    added: ask,

    async changed(clientId, contactId, from, to, tx) {
      if (addressKey(from) === addressKey(to)) return;
      const mark = await marks.find(clientId, contactId, from, tx);
      // Who said that the address is wrong is left alone.
      if (from !== '' && !mark?.blockedAt)
        await outbox.enqueue(clientId, 'address-changed', { contactId, from }, tx);
      await ask(clientId, contactId, tx);
    },
  };
}
