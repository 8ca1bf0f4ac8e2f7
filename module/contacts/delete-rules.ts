// Why a contact cannot be deleted now (C7, C8). Features that bind a contact add their reason to this list; each
// reason names the step that removes it (its key has a `.step` beside it).
import type { Panel } from '../panels/panel.js';
import { heldRoles } from '../roles/role.js';
import type { KnexRoleStore } from '../roles/store.js';
import type { Executor } from '../support/database.js';
import type { Message } from '../support/errors.js';

/** What the rules look at. */
export interface DeleteFacts {
  panel: Pick<Panel, 'contacts' | 'clients'>;
  roles: KnexRoleStore;
}

type Rule = (
  facts: DeleteFacts,
  clientId: number,
  contactId: number,
  on: Executor,
) => Promise<Message | Message[] | undefined>;

const ownerStays: Rule = (_facts, _clientId, contactId) =>
  Promise.resolve(contactId === 0 ? { key: 'contacts:blocked.owner' } : undefined);

const panelBillingContact: Rule = async ({ panel }, clientId, contactId, on) => {
  const client = await panel.clients.find(clientId, on);
  return contactId !== 0 && client?.billingContactId === contactId
    ? { key: 'contacts:blocked.panelBillingContact' }
    : undefined;
};

const lastDomainRecipient: Rule = async ({ panel }, clientId, contactId, on) => {
  const contact = await panel.contacts.find(clientId, contactId, on);
  if (!contact?.domainMail) return undefined;
  const others = await panel.contacts.countDomainRecipients(clientId, contactId, on);
  return others === 0 ? { key: 'contacts:blocked.lastDomainRecipient' } : undefined;
};

// One reason per role, because each has a step of its own.
const holdsPrimaryRole: Rule = async ({ roles }, clientId, contactId, on) =>
  heldRoles(await roles.slots(clientId, on), contactId)
    .filter(() => contactId !== 0)
    .map((role) => ({ key: 'contacts:blocked.primaryRole', params: { role } }));

const RULES: readonly Rule[] = [ownerStays, holdsPrimaryRole, panelBillingContact, lastDomainRecipient];

export async function deleteBlockers(
  facts: DeleteFacts,
  clientId: number,
  contactId: number,
  on: Executor,
): Promise<Message[]> {
  const reasons: Message[] = [];
  for (const rule of RULES) {
    const reason = await rule(facts, clientId, contactId, on);
    reasons.push(...[reason ?? []].flat());
  }
  return reasons;
}
