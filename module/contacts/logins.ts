// What contacts ask of their logins. Those are another feature's (sub-accounts), which is handed in.
import type { PageRequest } from '../http/page.js';
import type { Login } from '../panels/panel-logins.js';
import type { Actor } from '../permissions/actor.js';
import type { LoginState } from '../permissions/subject.js';
import type { AccessCard } from '../sub-accounts/pages/login-card.js';
import type { GatePeople } from '../support-gate/service.js';
import type { Executor } from '../support/database.js';
import type { Message } from '../support/errors.js';
import type { Contact } from './contact.js';

/** Who can sign in at the panel for a client at this moment. */
export interface SignIns {
  /** The contacts among them; 0 is the owner. */
  contactIds: readonly number[];
  /** Logins that no contact belongs to: made on the panel's own screens (hosts.md §1.2). */
  withoutContact: readonly Login[];
}

export interface ContactLogins {
  signIns(clientId: number, on: Executor): Promise<SignIns>;
  /** Why the actor may not end this contact's login, as reasons of a delete (P4, P8); [] also when it has none. */
  deleteBlockers(actor: Actor, clientId: number, contactId: number, on: Executor): Promise<Message[]>;
  /** Ends it before its contact goes (C7), at the panel too. Throws ConflictError with the first blocker. */
  endWithContact(actor: Actor, clientId: number, contactId: number, tx: Executor): Promise<void>;
}

/** What the contact pages show of a sub-account, ready to print. */
export interface ContactLoginPages {
  /** With everybody who can sign in, who were read for it. */
  card(request: PageRequest, contact: Contact): Promise<{ card: AccessCard; people: GatePeople }>;
  state(request: PageRequest, contact: Contact): Promise<LoginState>;
}
