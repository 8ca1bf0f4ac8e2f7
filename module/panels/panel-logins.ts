// The port's part about logins: who may sign in at the panel for a client, and what the panel lets them do. Everything
// that is written here is a sub-account's; the owner's login is the panel's own affair.
import type { PanelIdentity } from '../permissions/actor.js';
import type { DomainFunction, Permission, ServiceFunction } from '../permissions/catalogue.js';
import type { Executor } from '../support/database.js';
import type { FieldErrors, Message } from '../support/errors.js';

/**
 * A login as the session keeps it: `userId` where logins are apart from contacts, else `contactId` (0 = the owner). It
 * names somebody only together with a client.
 */
export interface LoginRef {
  userId: number | null;
  contactId: number | null;
}

/** What a login may do, as far as panels speak of it: which services and domains is said by us alone. In catalogue order. */
export interface PanelAccess {
  permissions: readonly Permission[];
  serviceFunctions: readonly ServiceFunction[];
  domainFunctions: readonly DomainFunction[];
}

/** Whoever an identity is, as the panel knows them at this moment. */
export interface PanelActor {
  kind: 'owner' | 'sub-account' | 'staff';
  name: string;
  /** BCP 47; undefined when the panel says nothing we know. */
  language: string | undefined;
  /** As the panel's own text says; nothing for owner and staff, who need no grants. */
  access: PanelAccess;
}

/** Somebody who can sign in for a client now. Who is suspended or ended is none of the panel's logins. */
export interface Login {
  ref: LoginRef;
  owner: boolean;
  name: string;
  email: string;
  /** As the panel's own text says; nothing for the owner, who needs no grants. */
  access: PanelAccess;
  /** Into this client's account, as text of the panel's own clock. */
  lastSignInAt: string | undefined;
  /** True also where the panel does not tell: then a password alone proves nothing. */
  secondFactor: boolean;
  /** Opens other clients too: whoever set its password would get into those. */
  shared: boolean;
}

/** A login found by its address, whichever clients it opens; none when all its links were ended (A5). */
export interface KnownLogin {
  ref: LoginRef;
  name: string;
  email: string;
  secondFactor: boolean;
  clients: { clientId: number; owner: boolean }[];
}

/** Whose login it is to be. */
export interface LoginPerson {
  contactId: number;
  firstName: string;
  lastName: string;
  email: string;
  /** BCP 47; undefined = as the panel's system. */
  language: string | undefined;
  /** The person has shown that the address is theirs (A2). */
  emailProven: boolean;
}

/**
 * What it signs in with: a new password by its hash, or the login that the person has already, its password untouched
 * (A5). Where a contact is itself the login, `existing` names that contact and takes its old password up again.
 */
export type LoginCredential = { passwordHash: string } | { existing: LoginRef };

export interface PanelLogins {
  /** Who it is and what the panel allows them now; undefined when the login, its link or its client has ended. */
  read: (identity: PanelIdentity, on: Executor) => Promise<PanelActor | undefined>;

  /** Where mail reaches this member of staff; undefined when the panel does not tell. */
  staffEmail(staffId: number, on: Executor): Promise<string | undefined>;
  /** How many can sign in beside the owners, each client's counted for itself; 0 while logins are off. */
  count(on: Executor): Promise<number>;
  /**
   * Limits to departments, services and domains hold on our pages alone. False: our bridge watches over the panel's own
   * pages, too.
   */
  readonly limitsHereOnly: boolean;

  /** Every login of the client, the owner's first, also those that belong to no contact; [] while logins are off. */
  list(clientId: number, on: Executor): Promise<Login[]>;
  /** The same of many clients, by client; one without any login may have no entry. */
  listMany(clientIds: readonly number[], on: Executor): Promise<ReadonlyMap<number, Login[]>>;
  find(clientId: number, ref: LoginRef, on: Executor): Promise<Login | undefined>;
  /** Why the panel's own pages may still allow more than we do, also for a stopped login; absent where they cannot. */
  lag?(clientId: number, ref: LoginRef, on: Executor): Promise<Message | undefined>;
  /**
   * All logins at this panel with this address, trimmed and in any case. One at most where logins are apart from
   * contacts; else one per contact and owner, so that the same address in two clients is two logins.
   */
  findByEmail(email: string, on: Executor): Promise<KnownLogin[]>;

  /** What the panel's columns for logins cannot hold, by field; {} when all fits. */
  refusals(person: Partial<Pick<LoginPerson, 'firstName' | 'lastName' | 'email'>>): FieldErrors;
  /** What the panel will allow when it is told this (P7): the nearest it can say, which is more, and here and there less. */
  nearest(access: PanelAccess): PanelAccess;

  /**
   * Makes the login, or links the existing one; afterwards it can sign in. A link that is there already only gets the
   * access. 'taken': the address has a login already, which then is the one to link, or a reason to refuse where it
   * cannot serve two clients. 'gone': the contact or the existing login is not there any more. Nothing was written then.
   */
  activate(
    clientId: number,
    person: LoginPerson,
    credential: LoginCredential,
    access: PanelAccess,
    on: Executor,
  ): Promise<LoginRef | 'taken' | 'gone'>;
  /** Writes what the panel can say of the access, in the form of its own text, which keeps all keys we do not know. */
  setPermissions(
    clientId: number,
    ref: LoginRef,
    access: PanelAccess,
    on: Executor,
  ): Promise<'saved' | 'gone'>;
  /** Stops it for this client alone; nothing happens to one that is stopped already. Its password stays. */
  suspend(clientId: number, ref: LoginRef, on: Executor): Promise<void>;
  /** 'gone': there is nothing left to resume. 'taken': meanwhile the address signs in as somebody else. */
  resume(
    clientId: number,
    ref: LoginRef,
    access: PanelAccess,
    on: Executor,
  ): Promise<'saved' | 'taken' | 'gone'>;
  /** As `suspend`, and for good: where the contact was the login, its password and permissions are cleared. */
  end(clientId: number, ref: LoginRef, on: Executor): Promise<void>;
  /** Only for the person itself, or while the login is not `shared`. Open reset and remember-me tokens end with it. */
  setPassword(clientId: number, ref: LoginRef, passwordHash: string, on: Executor): Promise<'saved' | 'gone'>;

  /** Why a new password cannot be kept whole, undefined when it can. */
  passwordRefusal(password: string): Message | undefined;
  /** In the panel's form. Slow by intent: never inside a transaction. Throws UnavailableError when too many wait. */
  hashPassword(password: string): Promise<string>;
  /**
   * Whether this is the login's password; takes as long for no login (`undefined`) and for one that is suspended, which
   * have none. False also for a login with a second factor. Never inside a transaction; throws as `hashPassword`.
   */
  checkPassword(
    clientId: number,
    ref: LoginRef | undefined,
    password: string,
    on: Executor,
  ): Promise<boolean>;
}
