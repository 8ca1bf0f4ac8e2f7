// Why a contact cannot be deleted now (C7, C8). Features that bind a contact add their reason to this list; each
// reason names the step that removes it (its key has a `.step` beside it).
import type { Panel } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import type { Message } from '../support/errors.js';

type Rule = (
  panel: Pick<Panel, 'contacts' | 'clients'>,
  clientId: number,
  contactId: number,
  on: Executor,
) => Promise<Message | undefined>;

const ownerStays: Rule = (_panel, _clientId, contactId) =>
  Promise.resolve(contactId === 0 ? { key: 'contacts:blocked.owner' } : undefined);

const panelBillingContact: Rule = async (panel, clientId, contactId, on) => {
  const client = await panel.clients.find(clientId, on);
  return contactId !== 0 && client?.billingContactId === contactId
    ? { key: 'contacts:blocked.panelBillingContact' }
    : undefined;
};

const lastDomainRecipient: Rule = async (panel, clientId, contactId, on) => {
  const contact = await panel.contacts.find(clientId, contactId, on);
  if (!contact?.domainMail) return undefined;
  const others = await panel.contacts.countDomainRecipients(clientId, contactId, on);
  return others === 0 ? { key: 'contacts:blocked.lastDomainRecipient' } : undefined;
};

const RULES: readonly Rule[] = [ownerStays, panelBillingContact, lastDomainRecipient];

export async function deleteBlockers(
  panel: Pick<Panel, 'contacts' | 'clients'>,
  clientId: number,
  contactId: number,
  on: Executor,
): Promise<Message[]> {
  const reasons: Message[] = [];
  for (const rule of RULES) {
    const reason = await rule(panel, clientId, contactId, on);
    if (reason) reasons.push(reason);
  }
  return reasons;
}
