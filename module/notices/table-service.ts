// The notice table as the provider has it (AD9): looked at, tried out over all clients, and saved. The panel's switches of
// every client follow afterwards, one client after the other (catch-up.ts).
import type { KnexAuditStore, Origin } from '../audit/store.js';
import { clientName } from '../panels/client-name.js';
import type { MailTemplate, Panel } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Executor } from '../support/database.js';
import { staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { PROVIDER } from '../support/provider-lock.js';
import type { AllClients } from './all-clients.js';
import type { RoutingReader } from './facts-reader.js';
import type { KnexNoticeStore, StoredNotice } from './notice-store.js';
import type { KnexMailSyncStore } from './sync-store.js';
import { askedNotices } from './table-change.js';
import { tableEffect, type ClientEffect, type TableEffect } from './table-effect.js';
import {
  isAsShipped,
  planTable,
  type ShippedNames,
  type TablePlan,
  type WantedNotice,
} from './table-plan.js';

export interface NoticeTable {
  notices: readonly StoredNotice[];
  /** Of the panel; undefined where it tells of none. */
  templates: readonly MailTemplate[] | undefined;
  /** How many of all clients do not follow the last change yet. */
  behind: number;
  clients: number;
}

export interface NamedEffect extends Omit<TableEffect, 'first'> {
  /** How many clients the panel has. */
  total: number;
  first: readonly (ClientEffect & { name: string })[];
}

export interface TablePreview extends TablePlan {
  /** Undefined where nobody gets other mail by it. */
  effect: NamedEffect | undefined;
}

export interface NoticeTableService {
  read(actor: Actor): Promise<NoticeTable>;
  /** Throws what `planTable` throws. Takes some seconds where there are many clients. */
  preview(actor: Actor, wanted: WantedNotice): Promise<TablePreview>;
  /** Throws ConflictError too when `seen` is not of the table as it is now. */
  save(
    actor: Actor,
    origin: Origin,
    wanted: WantedNotice,
    sent: { seen: string; requestKey: string },
  ): Promise<void>;
}

export interface NoticeTableDeps {
  on: Executor;
  panel: Pick<Panel, 'clients' | 'mail' | 'capabilities'>;
  notices: KnexNoticeStore;
  reader: Pick<RoutingReader, 'rules'>;
  allClients: AllClients;
  sync: KnexMailSyncStore;
  /** After a change was saved: those who are behind can be gone through. */
  onDemand: () => void;
  audit: KnexAuditStore;
  /** Under the provider's own lock row. */
  changeAs: ChangeAs;
  once: Once;
  shippedNames: ShippedNames;
  budgetMs: number;
}

export function createNoticeTableService(deps: NoticeTableDeps): NoticeTableService {
  const { on, panel, notices, reader, allClients, sync, onDemand, audit, changeAs, once } = deps;
  const plan = async (wanted: WantedNotice, tx: Executor): Promise<TablePlan> =>
    planTable(await notices.list(tx), wanted, deps.shippedNames);

  async function effectOf({ table }: TablePlan): Promise<NamedEffect> {
    const rules = { ...(await reader.rules(on)), notices: [...table.before] as StoredNotice[] };
    const clients = allClients(rules, on, askedNotices(table));
    const { first, ...effect } = await tableEffect(clients, table, deps.budgetMs);
    const named: (ClientEffect & { name: string })[] = [];
    for (const one of first) {
      const client = await panel.clients.find(one.clientId, on);
      if (client) named.push({ ...one, name: clientName(client) });
    }
    return { ...effect, first: named, total: (await panel.clients.counts(on)).clients };
  }

  return {
    async read(actor) {
      authorise(actor, PROVIDER, 'staff');
      return {
        notices: await notices.list(on),
        templates: panel.capabilities.mailTemplates.on ? await panel.mail.templates(on) : undefined,
        behind: await sync.countBehind(on),
        clients: await sync.countAll(on),
      };
    },

    async preview(actor, wanted) {
      authorise(actor, PROVIDER, 'staff');
      const planned = await plan(wanted, on);
      return { ...planned, effect: planned.routes ? await effectOf(planned) : undefined };
    },

    async save(actor, origin, wanted, { seen, requestKey }) {
      await changeAs(actor, PROVIDER, 'staff', (tx, now) =>
        once(PROVIDER, now, { key: requestKey, request: ['notices', wanted] }, tx, async () => {
          const planned = await plan(wanted, tx);
          if (seen !== planned.seen) throw staleError('notices:admin.stale');
          const { before, after, changes, routes } = planned;
          if (Object.keys(changes).length === 0) return true;
          await write(planned, tx);
          const { key, name } = (after ?? before) as StoredNotice;
          const entry = { clientId: PROVIDER, contactId: undefined, name: name ?? key, changes, reason: '' };
          const action = after ? 'notice.changed' : 'notice.removed';
          await audit.record(actor, origin, { ...entry, action }, tx);
          if (routes) await sync.demand(tx);
          return true;
        }),
      );
      onDemand();
    },
  };

  async function write({ before, after }: TablePlan, tx: Executor): Promise<void> {
    if (after && !isAsShipped(after)) await notices.put({ ...after, version: before?.version ?? 0 }, tx);
    else if (before && before.version > 0) await notices.remove(before, tx);
  }
}
