// Those who started from a preset: how many there are, and taking them along when it is changed (AD6). A change of
// theirs is one that staff make: client by client under its lock, bound by its ceilings, written into each one's log.
import type { Origin } from '../audit/store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import { accessChanges } from '../permissions/access-changes.js';
import type { Actor } from '../permissions/actor.js';
import type { Preset } from '../permissions/presets.js';
import type { Executor } from '../support/database.js';
import { ConflictError, NotAllowedError } from '../support/errors.js';
import { changesOf, provenanceOf } from './access-log.js';
import { createLoginChange, refOf, refuseGone, type LoginChangeDeps } from './login-change.js';
import { readPeople, type ClientPeople, type Person } from './people.js';
import { planAccess } from './plan.js';
import { isAsGiven, nextAccess } from './preset-access.js';
import { toPanelAccess, type SubAccount } from './sub-account.js';

export interface PresetFollowers {
  /** Not ended; `unchanged`: what they have is still what the preset gives. */
  count(preset: Preset): Promise<{ started: number; unchanged: number }>;
  /** `left`: unchanged ones whose access could not be changed. */
  update(actor: Actor, origin: Origin, before: Preset, after: Preset): Promise<Taken>;
}

interface Taken {
  updated: number;
  left: number;
}

/** A person with the row that says where they started. */
type Follower = Person & { account: SubAccount };

export function createPresetFollowers(
  deps: LoginChangeDeps & { on: Executor; outbox: KnexOutboxStore },
): PresetFollowers {
  const { on, accounts, clients, ceilings, contacts, logins, outbox, changeAs, clock } = deps;
  const change = createLoginChange(deps);

  /** True when it was changed, false when it may not be; undefined when there is nothing to change. */
  async function takeAlong(
    by: { actor: Actor; origin: Origin },
    { all, person, after }: { all: ClientPeople; person: Follower; after: Preset },
    tx: Executor,
  ): Promise<boolean | undefined> {
    const { clientId, contactId, state } = person.account;
    const contact = await contacts.find(clientId, contactId, tx);
    const { access } = person.subject;
    const next = nextAccess(access, after, all.ceilings, clock.now());
    if (!contact || accessChanges(access, next).length === 0) return undefined;
    const plan = planAccess(by.actor, all, person, next, clock.now());
    if (plan.refusals.length > 0 || plan.locksOut) return false;
    const opened = { contact, all, person };
    const source = { preset: after.key, name: '', at: clock.now() };
    const from = provenanceOf(person.subject.from, plan.before, plan.after, source);
    const line = { action: 'access.changed', changes: changesOf(plan.changes) } as const;
    await change.put({ ...by, clientId, contactId }, opened, { state, access: plan.after, from }, line, tx);
    if (state !== 'active') return true;
    await outbox.enqueue(clientId, 'access-changed', { contactId }, tx);
    refuseGone(await logins.setPermissions(clientId, refOf(opened), toPanelAccess(plan.after), tx));
    return true;
  }

  async function updateClient(
    by: { actor: Actor; origin: Origin },
    clientId: number,
    before: Preset,
    after: Preset,
  ): Promise<Taken> {
    return changeAs(by.actor, clientId, 'contacts.manage', async (tx, now) => {
      const all = await readPeople(deps, clientId, tx);
      const taken: Taken = { updated: 0, left: 0 };
      for (const person of all.people) {
        if (!isFollower(person, before.key)) continue;
        if (!isAsGiven(person.subject.access, before, all.ceilings, clock.now())) continue;
        const done = await takeAlong({ ...by, actor: now }, { all, person, after }, tx);
        if (done === true) taken.updated += 1;
        if (done === false) taken.left += 1;
      }
      return taken;
    });
  }

  return {
    async count({ key, ...preset }) {
      const counted = { started: 0, unchanged: 0 };
      for await (const batch of accounts.all({ preset: key }, on)) {
        const groups = await clients.groupsOf([...new Set(batch.map(({ clientId }) => clientId))], on);
        const limits = await ceilings.forClients(groups, on);
        for (const { clientId, access } of batch) {
          const limit = limits.get(clientId);
          if (!limit) continue;
          counted.started += 1;
          if (isAsGiven(access, { key, ...preset }, limit, clock.now())) counted.unchanged += 1;
        }
      }
      return counted;
    },

    async update(actor, origin, before, after) {
      const total: Taken = { updated: 0, left: 0 };
      for await (const batch of accounts.all({ preset: before.key }, on)) {
        for (const [clientId, followers] of byClient(batch)) {
          const taken = await attempt(() => updateClient({ actor, origin }, clientId, before, after));
          total.updated += taken?.updated ?? 0;
          total.left += taken?.left ?? followers;
        }
      }
      return total;
    },
  };
}

function isFollower(person: Person, key: string): person is Follower {
  return person.account?.preset === key && person.subject.login !== 'ended';
}

function byClient(accounts: readonly SubAccount[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const { clientId } of accounts) found.set(clientId, (found.get(clientId) ?? 0) + 1);
  return found;
}

/** A client whose people cannot be changed now does not keep the others from it: they are counted as left. */
async function attempt(work: () => Promise<Taken>): Promise<Taken | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConflictError || error instanceof NotAllowedError) return undefined;
    throw error;
  }
}
