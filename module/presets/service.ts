// Presets (AD6): what to start from when access is given. Whoever started from one keeps what they have, unless the
// provider asks to take them along.
import type { Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Preset } from '../permissions/presets.js';
import type { Executor } from '../support/database.js';
import { digest } from '../support/digest.js';
import { InputError, NotFoundError, staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { PROVIDER } from '../support/provider-lock.js';
import { isSameName } from '../support/same-name.js';
import { contentChanges, type NamedContent } from './preset-content.js';
import type { KnexPresetStore, StartingPreset } from './store.js';

/** Those who started from a preset and are not ended. `unchanged`: what they have is still what it gives. */
export interface Followers {
  started: number;
  unchanged: number;
}

/** The part of sub-accounts that this feature needs. */
export interface PresetFollowers {
  count(preset: Preset): Promise<Followers>;
  /** `left`: unchanged ones whose access could not be changed. */
  update(
    actor: Actor,
    origin: Origin,
    before: Preset,
    after: Preset,
  ): Promise<{ updated: number; left: number }>;
}

export interface PresetsDeps {
  on: Executor;
  presets: KnexPresetStore;
  followers: PresetFollowers;
  audit: KnexAuditStore;
  /** Under the provider's own lock row. */
  changeAs: ChangeAs;
  once: Once;
  /** What a shipped preset is called, in every language. */
  shippedNames: (key: string) => readonly string[];
}

/** Which preset, as it was seen, and the click. */
export interface PresetTarget {
  key: string;
  version: string;
  requestKey: string;
}

export type Direction = 'up' | 'down';

export interface PresetsService {
  list(actor: Actor): Promise<StartingPreset[]>;
  /** Throws NotFoundError. */
  get(actor: Actor, key: string): Promise<{ preset: StartingPreset; followers: Followers }>;
  add(actor: Actor, origin: Origin, content: NamedContent, requestKey: string): Promise<void>;
  /** Throws ConflictError when `version` is not the present one, InputError for a name that is taken. */
  edit(
    actor: Actor,
    origin: Origin,
    target: PresetTarget,
    edit: { content: NamedContent; takeAlong: boolean },
  ): Promise<{ updated: number; left: number }>;
  remove(actor: Actor, origin: Origin, target: PresetTarget): Promise<void>;
  /** Nothing happens at either end of the list. */
  move(
    actor: Actor,
    origin: Origin,
    target: Omit<PresetTarget, 'version'>,
    direction: Direction,
  ): Promise<void>;
}

/** Changes with everything a preset holds (D3). */
export const presetVersion = (preset: StartingPreset): string => digest(preset);

export function createPresetsService(deps: PresetsDeps): PresetsService {
  const { on, presets, followers, audit, changeAs, once, shippedNames } = deps;

  async function find(key: string, tx: Executor): Promise<StartingPreset> {
    const preset = await presets.find(key, tx);
    if (!preset) throw new NotFoundError('preset');
    return preset;
  }

  async function findSeen({ key, version }: PresetTarget, tx: Executor): Promise<StartingPreset> {
    const preset = await find(key, tx);
    if (presetVersion(preset) !== version) throw staleError('presets:stale');
    return preset;
  }

  async function refuseTaken(name: string, key: string, tx: Executor): Promise<void> {
    const wanted = name === '' ? shippedNames(key) : [name];
    const others = (await presets.list(tx)).filter((one) => one.key !== key);
    const taken = others.flatMap((one) => (one.name === '' ? shippedNames(one.key) : [one.name]));
    const clash = wanted.find((one) => taken.some((other) => isSameName(one, other)));
    if (clash !== undefined)
      throw new InputError({ name: { key: 'presets:errors.taken', params: { name: clash } } });
  }

  /** Once per click, under the provider's lock, on presets of its own. */
  const changeOnce = <T>(
    actor: Actor,
    { requestKey, request }: { requestKey: string; request: unknown },
    work: (tx: Executor) => Promise<T>,
  ): Promise<T> =>
    changeAs(actor, PROVIDER, 'staff', (tx, now) =>
      once(PROVIDER, now, { key: requestKey, request }, tx, async () => {
        await presets.makeOwn(tx);
        return work(tx);
      }),
    );

  async function log(
    { actor, origin }: { actor: Actor; origin: Origin },
    { key, name }: Pick<StartingPreset, 'key' | 'name'>,
    changes: Changes,
    tx: Executor,
  ): Promise<void> {
    const entry = { clientId: PROVIDER, contactId: undefined, changes, reason: '' };
    await audit.record(actor, origin, { ...entry, name: name || key, action: 'preset.changed' }, tx);
  }

  return {
    async list(actor) {
      authorise(actor, PROVIDER, 'staff');
      return presets.list(on);
    },

    async get(actor, key) {
      authorise(actor, PROVIDER, 'staff');
      const preset = await find(key, on);
      return { preset, followers: await followers.count(preset.preset) };
    },

    async add(actor, origin, content, requestKey) {
      await changeOnce(actor, { requestKey, request: ['preset.add', content] }, async (tx) => {
        await refuseTaken(content.name, '', tx);
        const key = await presets.insert(content, tx);
        await log({ actor, origin }, { key, name: content.name }, contentChanges(undefined, content), tx);
        return true;
      });
    },

    async edit(actor, origin, target, { content, takeAlong }) {
      const { key, requestKey } = target;
      const request = ['preset.edit', key, content, takeAlong];
      const { before } = await changeOnce(actor, { requestKey, request }, async (tx) => {
        const seen = await findSeen(target, tx);
        await refuseTaken(content.name, key, tx);
        const changes = contentChanges({ ...seen, ...seen.preset }, content);
        if (Object.keys(changes).length > 0) {
          await presets.update(key, content, tx);
          await log({ actor, origin }, { key, name: content.name }, changes, tx);
        }
        return { before: seen.preset };
      });
      if (!takeAlong) return { updated: 0, left: 0 };
      return followers.update(actor, origin, before, { ...content, key });
    },

    async remove(actor, origin, target) {
      const { key, requestKey } = target;
      await changeOnce(actor, { requestKey, request: ['preset.remove', key] }, async (tx) => {
        const preset = await findSeen(target, tx);
        await presets.remove(key, tx);
        await log({ actor, origin }, preset, contentChanges({ ...preset, ...preset.preset }, undefined), tx);
        return true;
      });
    },

    async move(actor, origin, { key, requestKey }, direction) {
      await changeOnce(actor, { requestKey, request: ['preset.move', key, direction] }, async (tx) => {
        const preset = await find(key, tx);
        const keys = (await presets.list(tx)).map((one) => one.key);
        const from = keys.indexOf(key);
        const to = from + (direction === 'up' ? -1 : 1);
        const other = keys[to];
        if (other === undefined) return true;
        keys[from] = other;
        keys[to] = key;
        await presets.order(keys, tx);
        const changes = { position: { before: String(from + 1), after: String(to + 1) } };
        await log({ actor, origin }, preset, changes, tx);
        return true;
      });
    },
  };
}
