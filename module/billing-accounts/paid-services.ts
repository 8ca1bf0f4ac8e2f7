// Which services each billing account pays for (N3). A service that was given to none belongs to the default account.
import type { Changes } from '../audit/store.js';
import { placeName } from '../panels/named-hosting.js';
import type { PanelHosting, Service } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import { digest } from '../support/digest.js';
import { NotFoundError, staleError } from '../support/errors.js';
import { accountIn, type AccountRef } from './account.js';
import type { Doing } from './manage-service.js';
import type { BillingAccountsDeps } from './service.js';
import type { BillingAccount } from './store.js';

export interface AccountServices {
  account: BillingAccount;
  /** By id. */
  accounts: ReadonlyMap<number, BillingAccount>;
  total: number;
  /** The part of the client's services that was asked for, each with the account that pays; undefined = the default. */
  rows: { service: Service; accountId: number | undefined }[];
  version: string;
}

export interface PaidServices {
  /** Throws NotFoundError for the default account: what belongs to no other one is its own. */
  list(
    actor: Actor,
    clientId: number,
    ref: AccountRef,
    query: { q: string; limit: number; offset: number },
  ): Promise<AccountServices>;
  /**
   * Of the services in `shown` the account pays for those in `chosen` from now on, and for no other. How many moved. Throws
   * ConflictError when `version` is not the present one, NotFoundError for a service that is not the client's.
   */
  assign(
    doing: Doing,
    ref: AccountRef,
    wanted: { shown: readonly number[]; chosen: readonly number[]; version: string },
  ): Promise<number>;
}

export function createPaidServices(
  deps: Pick<BillingAccountsDeps, 'on' | 'accounts' | 'audit' | 'changeAs'> & {
    hosting: Pick<PanelHosting, 'services' | 'service'>;
  },
): PaidServices {
  const { on, accounts, hosting, audit, changeAs } = deps;

  return {
    async list(actor, clientId, ref, query) {
      authorise(actor, clientId, 'staff');
      const list = await accounts.list(clientId, on);
      const account = otherThanDefault(accountIn(list, ref));
      const assigned = await accounts.services(clientId, on);
      const { total, services } = await hosting.services(clientId, query, on);
      const rows = services.map((service) => ({ service, accountId: assigned.get(service.id) }));
      const byId = new Map(list.map((one) => [one.id, one]));
      return { account, accounts: byId, total, rows, version: servicesVersion(assigned) };
    },

    assign: ({ actor, origin, clientId, reason }, ref, { shown, chosen, version }) =>
      changeAs(actor, clientId, 'staff', async (tx) => {
        const list = await accounts.list(clientId, tx);
        const account = otherThanDefault(accountIn(list, ref));
        const assigned = await accounts.services(clientId, tx);
        if (version !== servicesVersion(assigned)) throw staleError('billing-accounts:conflict.services');
        const moves: Move[] = [];
        for (const id of shown) {
          const from = assigned.get(id);
          const to = chosen.includes(id) ? account.id : from === account.id ? undefined : from;
          if (from === to) continue;
          const service = await hosting.service(clientId, id, tx);
          if (!service) throw new NotFoundError('service');
          await accounts.assign(clientId, id, to, tx);
          moves.push({ name: placeName(service), from, to });
        }
        // One line for each account that pays for something else now; the default one pays for what is left.
        for (const one of list.filter(({ isDefault }) => !isDefault)) {
          const changes = movedServices(moves, one.id);
          if (!changes) continue;
          const entry = { clientId, contactId: undefined, name: one.name, changes, reason };
          await audit.record(actor, origin, { ...entry, action: 'billingAccount.changed' }, tx);
        }
        return moves.length;
      }),
  };
}

interface Move {
  name: string;
  /** Undefined = the default account. */
  from: number | undefined;
  to: number | undefined;
}

/** Undefined when nothing came or went. */
function movedServices(moves: readonly Move[], accountId: number): Changes | undefined {
  const names = (end: 'from' | 'to') => moves.filter((one) => one[end] === accountId).map(({ name }) => name);
  const [gone, came] = [names('from'), names('to')];
  if (gone.length === 0 && came.length === 0) return undefined;
  return { services: { before: gone.join(', '), after: came.join(', ') } };
}

const servicesVersion = (assigned: ReadonlyMap<number, number>): string =>
  digest([...assigned].toSorted(([one], [other]) => one - other));

function otherThanDefault(account: BillingAccount): BillingAccount {
  if (account.isDefault) throw new NotFoundError('services of the default account');
  return account;
}
