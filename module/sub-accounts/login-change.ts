// The one way of every change to a contact's login: rights again under the lock → whom may it touch (P4) → ours → log.
import type { AuditAction, Changes, KnexAuditStore, Origin } from '../audit/store.js';
import { displayName, type Contact } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import type { LoginRef } from '../panels/panel-logins.js';
import { actsForProvider, nameForClient, type Actor } from '../permissions/actor.js';
import type { ChangeAs } from '../permissions/change-as.js';
import { holdsMore } from '../permissions/delegation.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { ConflictError, NotAllowedError, staleError } from '../support/errors.js';
import { isSelf, personOf, readPeople, type ClientPeople, type PeopleDeps, type Person } from './people.js';
import { locksOut } from './plan.js';
import { mayBecome, toPanelAccess, type State, type SubAccount } from './sub-account.js';

/** Which contact of which client, by whom and from where. */
export interface Doing {
  actor: Actor;
  origin: Origin;
  clientId: number;
  contactId: number;
  /** Of the form: the same key twice is one click. */
  requestKey?: string;
}

/** A contact with its login, and everybody else who can sign in, as they are at this moment. */
export interface Opened {
  contact: Contact;
  all: ClientPeople;
  person: Person;
}

export interface LoginChangeDeps extends PeopleDeps {
  contacts: ContactStore;
  audit: KnexAuditStore;
  changeAs: ChangeAs;
  clock: Clock;
  /** Makes the contact's companion row when it has none yet: our row hangs on it. */
  ensureCompanion: (clientId: number, contactId: number, tx: Executor) => Promise<void>;
}

export interface LogLine {
  action: AuditAction;
  changes?: Changes;
  reason?: string;
}

export interface LoginChange {
  open: (clientId: number, contactId: number, on: Executor) => Promise<Opened>;
  /** The same of a contact that was read already. */
  openOf: (contact: Contact, on: Executor) => Promise<Opened>;
  /** Why the actor may not touch this login at all: the owner's, their own, and whoever's holds more (P4, I5). */
  touchRefusal: (actor: Actor, opened: Opened) => ConflictError | NotAllowedError | undefined;
  /** Throws NotAllowedError or ConflictError for the owner, oneself, and whoever holds more. */
  doAs: (doing: Doing, work: (opened: Opened, now: Actor, tx: Executor) => Promise<void>) => Promise<void>;
  /** Writes our row and the log; the panel's own rows are the caller's, and last. */
  put: (doing: Doing, opened: Opened, next: Next, line: LogLine, tx: Executor) => Promise<SubAccount>;
  /** Nobody could manage contacts without this login (P8). */
  lockOutRefusal: (opened: Opened, state: 'suspended' | 'ended') => ConflictError | undefined;
}

export type Next = Partial<SubAccount> & { state: State };

export function createLoginChange(deps: LoginChangeDeps): LoginChange {
  const { contacts, accounts, logins, audit, changeAs, clock } = deps;

  const open = async (clientId: number, contactId: number, on: Executor): Promise<Opened> =>
    openOf(await contacts.get(clientId, contactId, on), on);

  async function openOf(contact: Contact, on: Executor): Promise<Opened> {
    const all = await readPeople(deps, contact.clientId, on);
    return { contact, all, person: personOf(all, contact) };
  }

  function touchRefusal(
    now: Actor,
    { contact, person }: Opened,
  ): ConflictError | NotAllowedError | undefined {
    if (contact.kind === 'owner') return new ConflictError({ key: 'sub-accounts:owner' });
    if (isSelf(now, person)) return refused('sub-accounts:self');
    if (!actsForProvider(now) && holdsMore(person.subject, now.subject, clock.now()))
      return refused('sub-accounts:holdsMore');
    return undefined;
  }

  return {
    open,
    openOf,
    touchRefusal,

    doAs: (doing, work) =>
      changeAs(doing.actor, doing.clientId, 'contacts.manage', async (tx, now) => {
        const opened = await open(doing.clientId, doing.contactId, tx);
        refuse(touchRefusal(now, opened));
        await work(opened, now, tx);
      }),

    async put({ actor, origin, clientId, contactId }, { contact, person }, next, line, tx) {
      const { account, login, subject } = person;
      const by = nameForClient(actor);
      const access = next.access ?? subject.access;
      const row: SubAccount = {
        clientId,
        contactId,
        userId: account?.userId ?? login?.ref.userId ?? null,
        access,
        from: account?.from ?? new Map(),
        preset: account?.preset ?? '',
        toldPanel: logins.nearest(toPanelAccess(access)),
        epoch: account?.epoch ?? 0,
        grantedBy: account?.grantedBy ?? by,
        stateBy: by,
        stateAt: clock.now(),
        stateReason: line.reason ?? '',
        version: account?.version ?? 1,
        ...next,
      };
      if (account) await accounts.update(row, tx);
      else {
        await deps.ensureCompanion(clientId, contactId, tx);
        await accounts.insert(row, tx);
      }
      const { action, changes = {}, reason = '' } = line;
      const name = displayName(contact);
      await audit.record(actor, origin, { clientId, contactId, name, action, changes, reason }, tx);
      return row;
    },

    lockOutRefusal({ all, person }, state) {
      const next = { ...person.subject, login: state };
      return locksOut(all, person, next, clock.now())
        ? new ConflictError({ key: 'sub-accounts:lastManager' })
        : undefined;
    },
  };
}

export const refused = (key: string): NotAllowedError => new NotAllowedError('contacts.manage', [{ key }]);

/** The login's state does not lead there (A1). */
export function stateRefusal({ person }: Opened, next: State): ConflictError | undefined {
  const now = person.subject.login;
  return mayBecome(now, next) ? undefined : new ConflictError({ key: `sub-accounts:not.${now}` });
}

/** Throws what stands in the way, if anything does. */
export function refuse(refusal: Error | undefined): void {
  if (refusal) throw refusal;
}

/** The login at the panel, also while it is off there. */
export function refOf({ person, contact }: Opened): LoginRef {
  if (person.login) return person.login.ref;
  const userId = person.account?.userId ?? null;
  return { userId, contactId: userId === null ? contact.contactId : null };
}

/** Throws when the panel says that what it was told about is not there any more. */
export function refuseGone(answer: 'saved' | 'gone' | 'taken'): void {
  if (answer !== 'saved') throw staleError('sub-accounts:stale');
}
