// The mails we send, by name, with the facts each one carries. `composers` of the features turn them into messages.
import type { PrimaryRole } from '../roles/role.js';
import type { MailMessage } from '../support/mail.js';
import type { Executor } from '../support/database.js';

export interface MailPayloads {
  'contact-added': { contactId: number };
  /** The link is made when the mail is written: it stands nowhere else. */
  'address-confirm': { contactId: number };
  /** `from`: the address that was theirs until now. */
  'address-changed': { contactId: number; from: string };
  'address-refused': { contactId: number };
  'role-gained': { contactId: number; role: PrimaryRole };
  'role-lost': { contactId: number; role: PrimaryRole; to: number };
  /** The token is made when the mail is written: it stands nowhere else. */
  invitation: { contactId: number };
  'access-changed': { contactId: number };
  'access-ended': { contactId: number };
  'access-ending': { contactId: number; to: 'person' | 'owner' };
  'password-reset': { login: { userId: number | null; contactId: number | null } };
  /** What a notice about that billing account or market would bring this contact, or this login without one. */
  'notice-test': {
    notice: string;
    billingAccount: number | null;
    market: string | null;
    contactId: number | null;
    loginRef: string | null;
  };
  /** To the member of staff who wants to see that mail leaves. */
  'setup-test': { staffId: number; language: string };
  'request-answered': { requestId: number; state: 'approved' | 'declined' | 'question' };
}

export type MailName = keyof MailPayloads;

/** Writes the mail with the facts of this moment; undefined when there is nobody to send it to any more. */
export type Composer<Name extends MailName> = (
  clientId: number,
  payload: MailPayloads[Name],
  on: Executor,
) => Promise<MailMessage | undefined>;

export type Composers = { [Name in MailName]: Composer<Name> };
