// The one way of every change to a contact's login: rights again under the lock → whom may it touch (P4) → ours → log.
import type { AuditAction, Changes, KnexAuditStore, Origin } from '../audit/store.js';
import { displayName, type Contact } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import type { LoginRef } from '../panels/panel-logins.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
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
  open(clientId: number, contactId: number, on: Executor): Promise<Opened>;
  /** Throws NotAllowedError or ConflictError for the owner, oneself, and whoever holds more. */
  doAs(doing: Doing, work: (opened: Opened, now: Actor, tx: Executor) => Promise<void>): Promise<void>;
  /** Writes our row and the log; the panel's own rows are the caller's, and last. */
  put(doing: Doing, opened: Opened, next: Next, line: LogLine, tx: Executor): Promise<SubAccount>;
  /** Throws ConflictError when nobody could manage contacts without this login (P8). */
  refuseLockOut(opened: Opened, state: 'suspended' | 'ended'): void;
}

export type Next = Partial<SubAccount> & { state: State };

export function createLoginChange(deps: LoginChangeDeps): LoginChange {
  const { contacts, accounts, logins, audit, changeAs, clock } = deps;

  async function open(clientId: number, contactId: number, on: Executor): Promise<Opened> {
    const contact = await contacts.get(clientId, contactId, on);
    const all = await readPeople(deps, clientId, on);
    return { contact, all, person: personOf(all, contact) };
  }

  function refuseTouching(now: Actor, { contact, person }: Opened): void {
    if (contact.kind === 'owner') throw new ConflictError({ key: 'sub-accounts:owner' });
    if (isSelf(now, person)) throw refused('sub-accounts:self');
    if (!actsForProvider(now) && holdsMore(person.subject, now.subject, clock.now()))
      throw refused('sub-accounts:holdsMore');
  }

  return {
    open,

    doAs: (doing, work) =>
      changeAs(doing.actor, doing.clientId, 'contacts.manage', async (tx, now) => {
        const opened = await open(doing.clientId, doing.contactId, tx);
        refuseTouching(now, opened);
        await work(opened, now, tx);
      }),

    async put({ actor, origin, clientId, contactId }, { contact, person }, next, line, tx) {
      const { account, login, subject } = person;
      const by = actsForProvider(actor) ? '' : actor.name;
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

    refuseLockOut({ all, person }, state) {
      const next = { ...person.subject, login: state };
      if (locksOut(all, person, next, clock.now()))
        throw new ConflictError({ key: 'sub-accounts:lastManager' });
    },
  };
}

export const refused = (key: string): NotAllowedError => new NotAllowedError('contacts.manage', [{ key }]);

/** Throws ConflictError when the login's state does not lead there (A1). */
export function refuseState({ person }: Opened, next: State): void {
  const now = person.subject.login;
  if (!mayBecome(now, next)) throw new ConflictError({ key: `sub-accounts:not.${now}` });
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
