// A new password for whoever forgot theirs: by a link that goes to the login's own address, for an hour, once. Not for
// owners, whose login is the panel's own affair, and not past a second step (check 19, 24, 26).
import type { KnexAuditStore, Origin } from '../audit/store.js';
import type { ProveAddress } from '../confirmations/prove-address.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { KnownLogin, Login, LoginRef, PanelLogins } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { KnexResetStore, PasswordReset } from '../sub-accounts/reset-store.js';
import type { KnexSubAccountStore } from '../sub-accounts/store.js';
import type { WithClientLock } from '../support/client-lock.js';
import type { Executor } from '../support/database.js';
import { ConflictError } from '../support/errors.js';
import { tokenHash } from '../support/token.js';

export interface Resets {
  /** Sends a link to every login of this address that may have one. Whether there was any is not said. */
  request(email: string): Promise<void>;
  /** Whose link this is; undefined when it was used, has ended, never was, or leads to nobody any more. */
  find(token: string): Promise<Login | undefined>;
  /** Throws ConflictError when the link has just ended: of many at once exactly one succeeds. */
  use(origin: Origin, token: string, passwordHash: string): Promise<void>;
}

export interface ResetsDeps {
  logins: PanelLogins;
  accounts: KnexSubAccountStore;
  resets: KnexResetStore;
  outbox: KnexOutboxStore;
  audit: KnexAuditStore;
  readActor: ReadActor;
  withClientLock: WithClientLock;
  proveAddress: ProveAddress;
  /** Of a login, whichever client it has open. */
  endSessions: (clientId: number, ref: LoginRef) => Promise<void>;
  on: Executor;
}

interface Found {
  reset: PasswordReset;
  login: Login;
  known: KnownLogin;
  actor: Actor;
}

export function createResets(deps: ResetsDeps): Resets {
  const {
    logins,
    accounts,
    resets,
    outbox,
    audit,
    readActor,
    withClientLock,
    proveAddress,
    endSessions,
    on,
  } = deps;

  async function actorOf(clientId: number, ref: LoginRef, tx: Executor): Promise<Actor | undefined> {
    return readActor({ kind: 'login', clientId, ...ref }, tx);
  }

  async function find(token: string, tx: Executor): Promise<Found | undefined> {
    const hash = tokenHash(token);
    const reset = hash && (await resets.find(hash, tx));
    const login = reset && (await logins.find(reset.clientId, reset.login, tx));
    const same = login ? await logins.findByEmail(login.email, tx) : [];
    const known = same.find(({ ref }) => isSame(ref, login?.ref));
    const actor = reset && (await actorOf(reset.clientId, reset.login, tx));
    return reset && login && known && actor && mayReset(known) ? { reset, login, known, actor } : undefined;
  }

  /** What signed in with the old password has ended by its next request (I10). */
  async function nextEpoch(clientId: number, ref: LoginRef, tx: Executor): Promise<number | undefined> {
    const account = await accounts.findByLogin(clientId, ref, tx);
    if (account) await accounts.update({ ...account, epoch: account.epoch + 1 }, tx);
    return account?.contactId;
  }

  return {
    async request(email) {
      for (const { ref, clients } of (await logins.findByEmail(email, on)).filter(mayReset)) {
        for (const { clientId } of clients) {
          if (!(await actorOf(clientId, ref, on))) continue;
          await outbox.enqueue(clientId, 'password-reset', { login: ref }, on);
          // One link sets the one password.
          break;
        }
      }
    },

    find: async (token) => (await find(token, on))?.login,

    async use(origin, token, passwordHash) {
      const ended = new ConflictError({ key: 'sign-in:reset.ended' });
      const found = await find(token, on);
      if (!found) throw ended;
      const { clientId } = found.reset;
      await withClientLock(clientId, async (tx) => {
        const now = await find(token, tx);
        if (!now || !(await resets.use(now.reset.tokenHash, tx))) throw ended;
        const { ref, name } = now.login;
        if ((await logins.setPassword(clientId, ref, passwordHash, tx)) === 'gone') throw ended;
        await resets.endAll(clientId, now.reset.login, tx);
        const contactId = (await nextEpoch(clientId, ref, tx)) ?? ref.contactId ?? undefined;
        if (contactId !== undefined) await proveAddress(clientId, contactId, now.login.email, tx);
        const entry = {
          clientId,
          contactId,
          name,
          action: 'login.passwordReset',
          changes: {},
          reason: '',
        } as const;
        await audit.record(now.actor, origin, entry, tx);
      });
      for (const other of found.known.clients.filter((one) => one.clientId !== clientId))
        await withClientLock(other.clientId, (tx) => nextEpoch(other.clientId, found.login.ref, tx));
      // Who has no row of ours has no epoch.
      await endSessions(clientId, found.login.ref);
    },
  };
}

const isSame = (ref: LoginRef, other: LoginRef | undefined): boolean =>
  ref.userId === other?.userId && ref.contactId === other.contactId;

// Who owns one of the accounts owns the password, also where they are somebody's sub-account.
const mayReset = ({ secondFactor, clients }: KnownLogin): boolean =>
  !secondFactor && clients.length > 0 && clients.every(({ owner }) => !owner);
