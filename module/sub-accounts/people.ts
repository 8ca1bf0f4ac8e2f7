// Who can sign in for a client, as the rules see them: our sub-accounts and the panel's own logins brought together.
// A login that was made on the panel's screens stands here too, or its access would be invisible (hosts.md §1.2).
import type { Contact } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import type { PanelClients } from '../panels/panel.js';
import type { Login, LoginRef, PanelAccess, PanelLogins } from '../panels/panel-logins.js';
import { NO_ACCESS, normaliseAccess, type Access } from '../permissions/access.js';
import type { Actor } from '../permissions/actor.js';
import type { KnexCeilingStore } from '../permissions/ceiling-store.js';
import type { Ceilings } from '../permissions/ceilings.js';
import type { LoginState, Subject } from '../permissions/subject.js';
import type { Executor } from '../support/database.js';
import type { KnexSubAccountStore } from './store.js';
import { withinPanel, type SubAccount } from './sub-account.js';

/** One login of a client, or one that is invited, suspended or ended here. */
export interface Person {
  /** Undefined for a login without contact. 0 is the owner. */
  contactId: number | undefined;
  /** As the panel knows it now; undefined while it cannot sign in there. */
  login: Login | undefined;
  /** Our row; undefined for a login that only the panel made. */
  account: SubAccount | undefined;
  subject: Subject;
}

export interface ClientPeople {
  ceilings: Ceilings;
  people: Person[];
}

export interface PeopleDeps {
  clients: PanelClients;
  logins: PanelLogins;
  contacts: ContactStore;
  accounts: KnexSubAccountStore;
  ceilings: KnexCeilingStore;
}

export async function ceilingsOf(
  { clients, ceilings }: Pick<PeopleDeps, 'clients' | 'ceilings'>,
  clientId: number,
  on: Executor,
): Promise<Ceilings> {
  const client = await clients.find(clientId, on);
  return ceilings.forClient(clientId, client?.clientGroupId, on);
}

/** Everybody of a client, the owner's logins first. */
export async function readPeople(deps: PeopleDeps, clientId: number, on: Executor): Promise<ClientPeople> {
  const ceilings = await ceilingsOf(deps, clientId, on);
  const logins = await deps.logins.list(clientId, on);
  const accounts = await deps.accounts.list(clientId, on);
  const byLogin = (login: Login) => accounts.find((account) => isOf(account, login.ref));
  const people = await Promise.all(
    logins.map(async (login): Promise<Person> => {
      const account = byLogin(login);
      const contactId = account?.contactId ?? (await contactOf(deps, clientId, login, on));
      return { contactId, login, account, subject: subjectOf(login, account, ceilings) };
    }),
  );
  const without = accounts.filter((account) => !logins.some((login) => isOf(account, login.ref)));
  return {
    ceilings,
    people: [
      ...people,
      ...without.map((account): Person => {
        const subject = subjectOf(undefined, account, ceilings);
        return { contactId: account.contactId, login: undefined, account, subject };
      }),
    ],
  };
}

/** Whether a row of ours is about that login of the panel. */
export function isOf(account: SubAccount, { userId, contactId }: LoginRef): boolean {
  return userId === null ? account.contactId === contactId : account.userId === userId;
}

// Nothing of the panel ties a contact to a login that is apart from it: the same address does.
async function contactOf(
  { contacts }: PeopleDeps,
  clientId: number,
  { ref, owner, email }: Login,
  on: Executor,
): Promise<number | undefined> {
  if (owner) return 0;
  if (ref.contactId !== null) return ref.contactId;
  const found = await contacts.findByEmail(clientId, email, on);
  return found?.contactId === 0 ? undefined : found?.contactId;
}

export function subjectOf(
  login: Pick<Login, 'owner' | 'access'> | undefined,
  account: SubAccount | undefined,
  ceilings: Ceilings,
): Subject {
  const base = { provider: false, ceilings } as const;
  if (login?.owner) return { ...base, kind: 'owner', login: 'active', access: NO_ACCESS, from: new Map() };
  const state = stateOf(login, account);
  const isOurs = account !== undefined && account.state !== 'ended' && account.state !== 'invited';
  const access = isOurs
    ? login
      ? withinPanel(account.access, account.toldPanel, login.access)
      : account.access
    : login
      ? fromPanel(login.access)
      : (account?.access ?? NO_ACCESS);
  return { ...base, kind: 'sub-account', login: state, access, from: account?.from ?? new Map() };
}

// Our own word counts first: somebody suspended here stays so, whatever became of the panel's link meanwhile.
function stateOf(login: unknown, account: SubAccount | undefined): LoginState {
  if (account?.state === 'suspended') return 'suspended';
  if (login) return 'active';
  // Active here, but the panel's own screens took the login away.
  if (account?.state === 'active') return 'ended';
  return account?.state ?? 'none';
}

/** What the panel's own words give, in ours: it knows all services or none, and no departments. */
export function fromPanel({ permissions, serviceFunctions, domainFunctions }: PanelAccess): Access {
  return normaliseAccess({
    permissions,
    departments: { mode: 'all' },
    services: { mode: 'all', functions: serviceFunctions },
    domains: { mode: 'all', functions: domainFunctions },
    expiresAt: undefined,
  });
}

/** The person behind a contact; a contact without any login is nobody yet. */
export function personOf(
  { people, ceilings }: ClientPeople,
  { contactId }: Pick<Contact, 'contactId'>,
): Person {
  const found = people.filter((person) => person.contactId === contactId);
  const person = found.find(({ account }) => account !== undefined) ?? found[0];
  return (
    person ?? {
      contactId,
      login: undefined,
      account: undefined,
      subject: subjectOf(undefined, undefined, ceilings),
    }
  );
}

/** Whether the actor is this person: nobody changes their own access (I5). */
export function isSelf({ identity }: Actor, { contactId, account, login }: Person): boolean {
  if (identity.kind !== 'login') return false;
  if (identity.userId === null) return identity.contactId === contactId;
  return (account?.userId ?? login?.ref.userId ?? null) === identity.userId;
}
