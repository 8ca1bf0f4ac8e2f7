// The setup check (AD2): what is found of database, panel and mail, and where people are missing. Nothing here grows with
// the number of clients but counts that the database makes, the longest over our own roles (four rows for each client that
// chose somebody); owners' addresses are looked at a few thousand at a time.
import type { Knex } from 'knex';
import { isEmail, toMailForm } from '../contacts/email.js';
import { PAGE_SIZE } from '../http/pagination.js';
import type { KnexOutboxStore, WaitingMail } from '../outbox/store.js';
import type { ClientSummary, Panel } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { KnexRoleStore } from '../roles/store.js';
import { NotFoundError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { pendingMigrations } from '../support/migrator.js';
import { PROVIDER } from '../support/provider-lock.js';

export interface Setup {
  /** As the database server says it itself. */
  version: string;
  /** Migrations that have not run. */
  pending: readonly string[];
  panel: Pick<Panel, 'description' | 'capabilities' | 'logins'>;
  counts: { clients: number; contacts: number; logins: number };
  mail: WaitingMail & { isPractice: boolean; own: string | undefined };
  /** Clients for whom the owner stands in for at least one primary role. */
  standIns: number;
  wrong: { count: number; looked: number; isAll: boolean };
}

export interface WrongAddresses {
  clients: ClientSummary[];
  /** How many were looked at for them. */
  looked: number;
  /** The client after whom to look on; undefined when all were looked at. */
  next: number | undefined;
}

export interface SetupService {
  read(actor: Actor): Promise<Setup>;
  /** Owners' addresses that look wrong, of the clients after this one: a page at most, in a part of all clients. */
  wrongAddresses(actor: Actor, after: number): Promise<WrongAddresses>;
  /**
   * A letter to the member of staff who asks, in this language; to which address. Throws NotFoundError where the panel tells
   * none.
   */
  sendTest(actor: Actor, language: string, requestKey: string): Promise<string>;
}

/** So many clients are looked at for one page: it takes as long with two thousand clients as with a million. */
const PART = 5_000;

export function createSetupService(deps: {
  knex: Knex;
  panel: Panel;
  outbox: KnexOutboxStore;
  roles: Pick<KnexRoleStore, 'countComplete'>;
  isPractice: boolean;
  serverVersion: (on: Knex) => Promise<string>;
  /** Under the provider's own lock row. */
  changeAs: ChangeAs;
  once: Once;
}): SetupService {
  const { knex, panel, outbox, roles, isPractice, serverVersion, changeAs, once } = deps;

  const part = async (after: number): Promise<{ wrong: ClientSummary[]; looked: ClientSummary[] }> => {
    const looked = await panel.clients.after(after, PART, knex);
    return { looked, wrong: looked.filter(({ email }) => !isEmail(toMailForm(email))) };
  };

  const ownAddress = async ({ identity }: Actor): Promise<string | undefined> =>
    identity.kind === 'staff' ? panel.logins.staffEmail(identity.staffId, knex) : undefined;

  return {
    async read(actor) {
      authorise(actor, PROVIDER, 'staff');
      const counts = await panel.clients.counts(knex);
      const { wrong, looked } = await part(0);
      return {
        version: await serverVersion(knex),
        pending: await pendingMigrations(knex),
        panel,
        counts: { ...counts, logins: await panel.logins.count(knex) },
        mail: { ...(await outbox.waiting(knex)), isPractice, own: await ownAddress(actor) },
        standIns: Math.max(0, counts.clients - (await roles.countComplete(knex))),
        wrong: { count: wrong.length, looked: looked.length, isAll: looked.length < PART },
      };
    },

    async wrongAddresses(actor, after) {
      authorise(actor, PROVIDER, 'staff');
      const { wrong, looked } = await part(after);
      const clients = wrong.slice(0, PAGE_SIZE);
      const isWhole = clients.length === wrong.length;
      const last = (isWhole ? looked : clients).at(-1)?.clientId;
      const isEnd = isWhole && looked.length < PART;
      return { clients, looked: looked.length, next: isEnd ? undefined : last };
    },

    sendTest: (actor, language, requestKey) =>
      changeAs(actor, PROVIDER, 'staff', (tx, now) =>
        once(PROVIDER, now, { key: requestKey, request: ['setup.test'] }, tx, async () => {
          const { identity } = now;
          const address = await ownAddress(now);
          if (identity.kind !== 'staff' || address === undefined) throw new NotFoundError('address of staff');
          await outbox.enqueue(PROVIDER, 'setup-test', { staffId: identity.staffId, language }, tx);
          return address;
        }),
      ),
  };
}
