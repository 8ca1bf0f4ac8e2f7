// The port's part about mail: which categories a contact hears about, the panel's own templates, and everybody of all
// clients in one pass.
import type { Executor } from '../support/database.js';

/** The groups of mail that a panel lets a contact turn on or off (domain.md §1). */
export type EmailCategory = 'general' | 'product' | 'domain' | 'invoice' | 'support' | 'affiliate';

/** What the panel's own mailer follows (N2). */
export type MailFlags = Readonly<Record<EmailCategory, boolean>>;

export interface MailTemplate {
  /** Exactly as the panel writes it: by this name its hooks speak of a mail. */
  name: string;
  /** Undefined for mail that no category turns off, such as the panel's own about passwords. */
  category: EmailCategory | undefined;
  /** Made by the provider. */
  custom: boolean;
  disabled: boolean;
}

/** What one mail of the panel is about. */
export interface MailSubject {
  clientId: number;
  /** Undefined when it is about no service. */
  serviceId: number | undefined;
}

export interface PanelMail {
  /**
   * By contact; 0 is the owner, whose flags are the client's own preferences: all on while `clientMailPreferences` is
   * off. Who is absent or another client's has no entry.
   */
  flags(clientId: number, contactIds: readonly number[], on: Executor): Promise<Map<number, MailFlags>>;
  /**
   * Writes the flags that differ and nothing else, and only if the panel still says what was `seen`; 'stale' when it
   * does not, or the contact is gone. Throws ConflictError when the panel's text is in a form we do not know, and Error
   * while `mailSwitches` (for the owner: `clientMailPreferences`) is off.
   */
  setFlags(
    clientId: number,
    contactId: number,
    seen: MailFlags,
    next: MailFlags,
    on: Executor,
  ): Promise<'saved' | 'stale'>;
  /**
   * Whose mail it is: the panel's own number beside a template means a client, a service, a domain, an invoice or a
   * ticket, by the template's kind. Undefined when the template or the thing is gone, or of a kind we cannot tell.
   */
  subjectOf(template: string, relatedId: number, on: Executor): Promise<MailSubject | undefined>;
  /** In the panel's default language, by name; [] while `mailTemplates` is off. */
  templates(on: Executor): Promise<MailTemplate[]>;
}

/** An owner (contact 0) or contact, as far as mail needs them. */
export interface Addressee {
  clientId: number;
  contactId: number;
  firstName: string;
  lastName: string;
  email: string;
  flags: MailFlags;
}
