// Recipients before → after, of any change to one client: what forms show first, and what their save is held against
// (U2). It asks the function that routes mail.
import type { PrimaryRole } from '../roles/role.js';
import { digest } from '../support/digest.js';
import type { ClientFacts } from './client-facts.js';
import { fallsOf, recipientChanges, type RecipientChange } from './compare.js';
import type { Routing } from './facts-reader.js';
import type { NoticeDefinition } from './notice.js';
import { resolveRecipients, type Recipient } from './recipients.js';

export interface RecipientPreview {
  before: ClientFacts;
  after: ClientFacts;
  /** The notices whose recipients change, in the order of the table. */
  changes: readonly RecipientChange[];
  /** Those of them that nobody chosen gets any more: the check page comes first. */
  falls: readonly RecipientChange[];
  /** A digest of what is shown: a save that carries another one is refused with the new preview. */
  seen: string;
}

/** `after`: the client as it would be, as what-if.ts makes one. */
export function previewOf(
  { client: before, rules }: Pick<Routing, 'client' | 'rules'>,
  after: ClientFacts,
): RecipientPreview {
  const changes = recipientChanges(before, after, rules.notices);
  return { before, after, changes, falls: fallsOf(changes), seen: digestOf(changes) };
}

/** Who gets what the role is about: the first notice that is required of it, on its common occasion; [] for none. */
export function recipientsForRole(
  client: ClientFacts,
  role: PrimaryRole,
  notices: readonly NoticeDefinition[],
): readonly Recipient[] {
  const notice = notices.find(({ requiredFor }) => requiredFor === role);
  return notice ? resolveRecipients(client, notice, notices).recipients : [];
}

function digestOf(changes: readonly RecipientChange[]): string {
  const shown = changes.map(({ notice, context, before, after, acted, acts, status }) => [
    notice.key,
    context,
    before.map(({ email }) => email),
    after.map(({ email }) => email),
    [acted?.email, acts?.email],
    status,
  ]);
  return digest(shown);
}
