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
  return (await readPeopleOfMany(deps, [clientId], on)).get(clientId) as ClientPeople;
}

/** By client, each as `readPeople`. */
export async function readPeopleOfMany(
  deps: PeopleDeps,
  clientIds: readonly number[],
  on: Executor,
): Promise<Map<number, ClientPeople>> {
  const groups = await deps.clients.groupsOf(clientIds, on);
  const wanted = new Map(clientIds.map((clientId) => [clientId, groups.get(clientId)]));
  const ceilings = await deps.ceilings.forClients(wanted, on);
  const logins = await deps.logins.listMany(clientIds, on);
  const accounts = await deps.accounts.listMany(clientIds, on);
  const found = new Map<number, ClientPeople>();
  for (const clientId of clientIds) {
    const [own, rows] = [logins.get(clientId) ?? [], accounts.get(clientId) ?? []];
    const behind = await contactsBehind(deps, clientId, own, rows, on);
    found.set(clientId, peopleOf(own, behind, rows, ceilings.get(clientId) as Ceilings));
  }
  return found;
}

function peopleOf(
  logins: readonly Login[],
  behind: ReadonlyMap<Login, number>,
  accounts: readonly SubAccount[],
  ceilings: Ceilings,
): ClientPeople {
  const people = logins.map((login): Person => {
    const contactId = behind.get(login);
    // Invited or ended here, while the panel's own screens gave its address a login: one person all the same.
    const account =
      accounts.find((one) => isOf(one, login.ref)) ??
      accounts.find((one) => one.userId === null && one.contactId === contactId);
    return { contactId, login, account, subject: subjectOf(login, account, ceilings) };
  });
  const known = new Set(people.map(({ account }) => account));
  const without = accounts.filter((account) => !known.has(account));
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
export function isOf(account: LinkedAccount, { userId, contactId }: LoginRef): boolean {
  return userId === null ? account.contactId === contactId : account.userId === userId;
}

export type LinkedAccount = Pick<SubAccount, 'contactId' | 'userId'>;

/**
 * Which contact each login is: the one that our row names, else the one that the panel names. Nothing of the panel ties
 * a contact to a login that is apart from it: there the same address does. Logins of nobody are left out.
 */
export async function contactsBehind(
  { contacts }: Pick<PeopleDeps, 'contacts'>,
  clientId: number,
  logins: readonly Login[],
  accounts: readonly LinkedAccount[],
  on: Executor,
): Promise<ReadonlyMap<Login, number>> {
  const behind = new Map<Login, number>();
  const apart: Login[] = [];
  for (const login of logins) {
    const { ref, owner } = login;
    const known = accounts.find((one) => isOf(one, ref))?.contactId ?? (owner ? 0 : ref.contactId);
    if (known === null) apart.push(login);
    else behind.set(login, known);
  }
  const addresses = apart.map(({ email }) => email);
  const holders = await contacts.idsByEmail(clientId, addresses, on);
  for (const login of apart) {
    const holder = holders.get(login.email.trim().toLowerCase());
    // The owner's own address: not the owner's login, and nobody's else.
    if (holder) behind.set(login, holder);
  }
  return behind;
}

export function subjectOf(
  login: Pick<Login, 'owner' | 'access'> | undefined,
  account: SubAccount | undefined,
  ceilings: Ceilings,
): Subject {
  const base = { provider: false, ceilings } as const;
  if (login?.owner) return { ...base, kind: 'owner', login: 'active', access: NO_ACCESS, from: new Map() };
  const state = stateOf(login, account);
  const isOurs = account?.state === 'active' || account?.state === 'suspended';
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
function fromPanel({ permissions, serviceFunctions, domainFunctions }: PanelAccess): Access {
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

/** The state of every login of a client, by contact; the owner's is active. */
export async function readLoginStates(
  deps: PeopleDeps,
  clientId: number,
  on: Executor,
): Promise<ReadonlyMap<number, LoginState>> {
  const { people } = await readPeople(deps, clientId, on);
  return new Map(
    people.flatMap(({ contactId, subject }) =>
      contactId === undefined ? [] : [[contactId, subject.login] as const],
    ),
  );
}
