// Where whoever reads an address confirms it: in the mail that asks for it, and at the end of others.
import { manifest } from '../manifest.js';
import { addressKey } from '../contacts/address-key.js';
import type { KnexMarkStore } from '../notices/mark-store.js';
import type { ConfirmPath } from '../outbox/letter.js';
import type { ConfirmTokens } from './token.js';

/** Undefined when there is nothing to ask: confirmed already, refused, or no address. */
export function createConfirmPath({
  marks,
  tokens,
}: {
  marks: KnexMarkStore;
  tokens: Pick<ConfirmTokens, 'sign'>;
}): ConfirmPath {
  return async (clientId, { contactId, address }, on) => {
    if (address.trim() === '') return undefined;
    const mark = await marks.find(clientId, contactId, address, on);
    if (mark?.confirmedAt || mark?.blockedAt) return undefined;
    const token = await tokens.sign({ clientId, contactId, address: addressKey(address) });
    return `${manifest.mounts.confirm}/${token}`;
  };
}
