// Ceilings (AD5, P1, P6): what each level allows. A change works on the very next request of every session and key,
// because nothing keeps ceilings in memory; what people were given is not touched.
import type { Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { Contact } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import type { KnexMailSyncStore } from '../notices/sync-store.js';
import type { ClientSummary, PanelClients } from '../panels/panel.js';
import type { PanelDepartments } from '../panels/panel-hosting.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import { MAIL_PERMISSIONS } from '../permissions/catalogue.js';
import { ceilingOf, type CeilingLine, type KnexCeilingStore } from '../permissions/ceiling-store.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { KnexSubAccountStore } from '../sub-accounts/store.js';
import type { SubAccount } from '../sub-accounts/sub-account.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { digest } from '../support/digest.js';
import { staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { PROVIDER } from '../support/provider-lock.js';
import { newTally, type Affected } from './affected.js';
import { effectOf, lineChanges, lineKeys, type LineChange, type LineKey } from './ceiling-line.js';
import { levelText, type LevelRef, type LevelState } from './level.js';
import { readLevel } from './read-level.js';

export interface CeilingsDeps {
  on: Executor;
  clients: PanelClients;
  departments: PanelDepartments;
  contacts: ContactStore;
  accounts: KnexSubAccountStore;
  ceilings: KnexCeilingStore;
  audit: KnexAuditStore;
  /** Under the provider's own lock row. */
  changeAs: ChangeAs;
  once: Once;
  clock: Clock;
  /** Who gets mail by a permission changes too: the panel's mail switches of all clients follow (N2). */
  sync: Pick<KnexMailSyncStore, 'demand'>;
  /** After a change was saved. */
  onDemand: () => void;
}

/** What a change would do: the same plan is made again when it is saved. */
export interface CeilingsPlan {
  state: LevelState;
  changes: LineChange[];
  seen: string;
}

export interface CeilingsPreview extends CeilingsPlan {
  affected: Affected;
  /** The people of `affected` by name; contacts and clients that are gone are left out. */
  people: { contact: Contact; client: ClientSummary; lost: LineKey[]; restored: LineKey[] }[];
}

export interface WantedCeilings {
  version: string;
  lines: CeilingLine[];
}

export interface CeilingsService {
  /** Throws NotFoundError for a group or client that is not there. */
  read(actor: Actor, ref: LevelRef): Promise<LevelState>;
  /** Throws ConflictError when `version` is not the present one, as the save does. */
  preview(actor: Actor, ref: LevelRef, wanted: WantedCeilings): Promise<CeilingsPreview>;
  save(
    actor: Actor,
    origin: Origin,
    ref: LevelRef,
    wanted: WantedCeilings & { seen: string; requestKey: string },
  ): Promise<void>;
}

export function createCeilingsService(deps: CeilingsDeps): CeilingsService {
  const { on, clients, contacts, accounts, ceilings, audit, changeAs, once, clock, sync, onDemand } = deps;

  async function plan(
    ref: LevelRef,
    { version, lines }: WantedCeilings,
    tx: Executor,
  ): Promise<CeilingsPlan> {
    const state = await readLevel(deps, ref, tx);
    if (state.version !== version) throw staleError('ceilings:stale');
    const keys = lineKeys(state.departments);
    const changes = lineChanges(keys, ref.level, state.level.lines, lines);
    return { state, changes, seen: digest([version, changes]) };
  }

  async function* holders({ level, id }: LevelRef): AsyncGenerator<SubAccount[]> {
    if (level !== 'client') yield* accounts.all({}, on);
    else yield (await accounts.list(id, on)).filter(({ state }) => state !== 'ended');
  }

  async function countAffected(ref: LevelRef, changes: readonly LineChange[], lines: CeilingLine[]) {
    const tally = newTally(changes.map(({ key }) => key));
    const flips = changes.some((change) => effectOf(change) !== 'none');
    const [now, next] = [clock.now(), ceilingOf(lines)];
    for await (const batch of flips ? holders(ref) : []) {
      const groups = await clients.groupsOf([...new Set(batch.map(({ clientId }) => clientId))], on);
      const below = [...groups].filter(([, group]) => ref.level !== 'group' || group === ref.id);
      const present = await ceilings.forClients(new Map(below), on);
      for (const account of batch) {
        const before = present.get(account.clientId);
        if (before) tally.add(account, before, { ...before, [ref.level]: next }, now);
      }
    }
    return tally.result();
  }

  async function named({ people }: Affected): Promise<CeilingsPreview['people']> {
    const found: CeilingsPreview['people'] = [];
    for (const { clientId, contactId, lost, restored } of people) {
      const client = await clients.find(clientId, on);
      const contact = await contacts.find(clientId, contactId, on);
      if (client && contact) found.push({ contact, client, lost, restored });
    }
    return found;
  }

  return {
    async read(actor, ref) {
      authorise(actor, PROVIDER, 'staff');
      return readLevel(deps, ref, on);
    },

    async preview(actor, ref, wanted) {
      authorise(actor, PROVIDER, 'staff');
      const planned = await plan(ref, wanted, on);
      const affected = await countAffected(ref, planned.changes, wanted.lines);
      return { ...planned, affected, people: await named(affected) };
    },

    async save(actor, origin, ref, { seen, requestKey, ...wanted }) {
      await changeAs(actor, PROVIDER, 'staff', async (tx, now) => {
        const mark = { key: requestKey, request: ['ceilings', ref, wanted.lines] };
        await once(PROVIDER, now, mark, tx, async () => {
          const { state, changes, seen: present } = await plan(ref, wanted, tx);
          if (seen !== present) throw staleError('ceilings:stale');
          await ceilings.write(ref.level, ref.id, wanted.lines, tx);
          const entry = { contactId: undefined, name: levelText(state.level), reason: '' };
          const clientId = ref.level === 'client' ? ref.id : PROVIDER;
          const log = { ...entry, clientId, changes: logOf(changes, state) };
          await audit.record(actor, origin, { ...log, action: 'ceilings.changed' }, tx);
          if (changes.some(isAboutMail)) await sync.demand(tx);
          return true;
        });
      });
      onDemand();
    },
  };
}

const isAboutMail = (change: LineChange): boolean =>
  change.key.kind === 'permission' &&
  (MAIL_PERMISSIONS as readonly string[]).includes(change.key.name) &&
  effectOf(change) !== 'none';

// A department by its name too, for reading after it is gone.
function logOf(changes: readonly LineChange[], { departments }: LevelState): Changes {
  const nameOf = (id: string): string => departments.find((one) => String(one.id) === id)?.name ?? '';
  return Object.fromEntries(
    changes.map(({ key: { kind, name }, before, after }) => [
      kind === 'department' ? `department.${name}.${nameOf(name)}` : `${kind}.${name}`,
      { before, after },
    ]),
  );
}
