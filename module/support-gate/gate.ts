// May a ticket be opened by a mail from this address (N7)? A pure decision: only from a registered address, and of a
// sub-account only what its access allows.
import { explainAccess } from '../permissions/explain-access.js';
import type { Subject } from '../permissions/subject.js';
import type { Message } from '../support/errors.js';
import { addressKey } from '../contacts/address-key.js';

export interface GateFacts {
  /** From whom the mail says it is. */
  email: string;
  /** Undefined = some department. */
  department: number | undefined;
  /** The client's own address, and those with which its owner signs in. */
  owner: { emails: readonly string[]; subject: Subject };
  /** The others, with or without a sub-account. */
  contacts: readonly { contactId: number; email: string }[];
  /** Undefined `contactId`: a login of the panel that belongs to no contact. */
  subAccounts: readonly { contactId: number | undefined; email: string; subject: Subject }[];
}

export interface GateAnswer {
  allowed: boolean;
  /** Whose address it is; 0 = the owner. Undefined when it is nobody's, or that of a login without a contact. */
  contactId: number | undefined;
  /** Whose address it is, then as `explainAccess` gives them. Never empty. */
  reasons: readonly Message[];
}

/**
 * The answer at `now`. Where an address is registered twice the owner counts before a sub-account, so that nobody is
 * locked out, and a sub-account before a contact, so that a limit cannot be passed by a second entry.
 */
export function explainSupportGate(facts: GateFacts, now: Date): GateAnswer {
  const wanted = addressKey(facts.email);
  const isSender = ({ email }: { email: string }): boolean => wanted !== '' && addressKey(email) === wanted;
  if (facts.owner.emails.some((email) => isSender({ email })))
    return answer(facts, 'owner', 0, asOwner(facts), now);
  const logins = facts.subAccounts
    .filter(isSender)
    .filter(({ subject: { login } }) => login !== 'none' && login !== 'ended')
    .map(({ contactId, subject }) => answer(facts, 'subAccount', contactId, judged(subject), now));
  const login = logins.find(({ allowed }) => allowed) ?? logins[0];
  if (login) return login;
  const contact = facts.contacts.find(isSender);
  // No access was given to a contact without a login, and none is taken: only what the owner may not do either.
  if (contact) return answer(facts, 'contact', contact.contactId, asOwner(facts), now);
  return { allowed: false, contactId: undefined, reasons: [{ key: 'notices:gate.notRegistered' }] };
}

// The owner needs no login to write a mail.
const asOwner = ({ owner }: GateFacts): Subject => ({ ...owner.subject, login: 'active' });

// An invitation takes nothing away: until it is accepted, what it will allow is allowed by mail.
const judged = (subject: Subject): Subject =>
  subject.login === 'invited' ? { ...subject, login: 'active' } : subject;

function answer(
  { department }: GateFacts,
  who: 'owner' | 'subAccount' | 'contact',
  contactId: number | undefined,
  subject: Subject,
  now: Date,
): GateAnswer {
  const inDepartment = department === undefined ? {} : { department };
  const { allowed, reasons } = explainAccess(subject, { permission: 'support.open', ...inDepartment }, now);
  // Of a contact only what denies is told: the rest was found of the owner, and would be said of somebody else.
  const told = who === 'contact' ? reasons.slice(0, allowed ? 0 : 1) : reasons;
  return { allowed, contactId, reasons: [{ key: `notices:gate.${who}` }, ...told] };
}
