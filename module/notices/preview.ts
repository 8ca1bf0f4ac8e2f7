// Recipients before → after, of any change to one client: what forms show first, and what their save is held against
// (U2). It asks the function that routes mail.
import { createHash } from 'node:crypto';
import type { PrimaryRole } from '../roles/role.js';
import type { Executor } from '../support/database.js';
import type { ClientFacts } from './client-facts.js';
import { fallsOf, recipientChanges, type RecipientChange } from './compare.js';
import type { Routing, RoutingReader } from './facts-reader.js';
import type { NoticeDefinition } from './notice.js';
import { explainRecipients, type Recipient } from './recipients.js';

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

/** `change`: the client after it, as what-if.ts makes one. Throws NotFoundError when there is no such client. */
export type PreviewRecipients = (
  clientId: number,
  change: (client: ClientFacts) => ClientFacts,
  on: Executor,
) => Promise<RecipientPreview>;

export function createPreviewRecipients(reader: RoutingReader): PreviewRecipients {
  return async (clientId, change, on) => {
    const routing = await reader.read(clientId, on);
    return previewOf(routing, change(routing.client));
  };
}

/** Of routing that was read already. */
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
  return notice ? explainRecipients(client, notice, notices).recipients : [];
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
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
}
