// Telling HostBill what a login may do (hosts.md §2.3, §2.4, §2.7). Whether a set is replaced or merged is not known (trap
// 6): the whole set is sent, read back, and what stayed is taken away by name.
import type { Clock } from '../../support/clock.js';
import type { Executor } from '../../support/database.js';
import { ConflictError, UnavailableError } from '../../support/errors.js';
import { ApiRefusal, type ApiRecord, type HostBillApi } from './api.js';
import { isOn, isPrivilege } from './privileges.js';
import { NO_API, SMALLEST } from './schema.js';
import type { Told, ToldState, ToldStore } from './told-store.js';

export interface Telling {
  /**
   * Makes HostBill hold what is wanted. What takes something away holds for us at once, also when HostBill does not
   * answer or refuses: it is then told again later. What only gives throws its error, and nothing is kept. 'gone': it
   * is no contact of this client any more.
   */
  tell(wish: Wish, on: Executor): Promise<'saved' | 'gone'>;
  /** Tells HostBill what it has not taken yet, and reads what its own staff gave. Throws UnavailableError. */
  catchUp(contactsWithout: (limit: number) => Promise<Person[]>, on: Executor): Promise<void>;
}

export interface Person {
  clientId: number;
  contactId: number;
}

export interface Wish extends Person {
  state: 'on' | 'off';
  wanted: readonly string[];
}

const RETRY_MS = 60_000;
const RETRY_MAX_MS = 3_600_000;
const READ_AGAIN_MS = 10 * 60_000;
const AT_ONCE = 200;

export function createTelling(api: HostBillApi | undefined, store: ToldStore, clock: Clock): Telling {
  function needed(): HostBillApi {
    if (!api) throw new UnavailableError('No API', NO_API);
    return api;
  }

  async function fresh({ clientId, contactId }: Person): Promise<ApiRecord | undefined> {
    const record = await needed().contact(contactId);
    return record && record.id === contactId && record.parentId === clientId && !record.guest
      ? record
      : undefined;
  }

  /** What HostBill holds in the end; undefined for no contact of this client. Throws when it does not take it. */
  async function push(
    wish: Wish,
    before: Told | undefined,
  ): Promise<Pick<Told, 'held' | 'kept'> | undefined> {
    const record = await fresh(wish);
    if (!record) return undefined;
    // Who is stopped keeps nothing there; with the login it comes back.
    const there = unknownOf(record);
    const kept =
      there && before?.state !== 'off' ? there : [...new Map([...(before?.kept ?? []), ...(there ?? [])])];
    const sent = wish.state === 'off' ? [] : kept;
    const set = new Map<string, string>(sent);
    for (const privilege of wish.wanted) {
      if (!record.offered || record.offered.has(privilege)) set.set(privilege, '1');
    }
    await send(wish.contactId, set);
    let after = await fresh(wish);
    const stayed = leftIn(after, set);
    if (after && stayed.length > 0) {
      // It merges: what stayed is switched off by its name.
      await send(wish.contactId, new Map([...set, ...stayed.map((path): [string, string] => [path, '0'])]));
      after = await fresh(wish);
      if (leftIn(after, set).length > 0) throw new ConflictError({ key: 'panels:api.stayed' });
    }
    return { held: heldOf(after ?? record, wish.wanted, set), kept };
  }

  async function send(contactId: number, set: ReadonlyMap<string, string>): Promise<void> {
    try {
      await needed().setPrivileges(contactId, set);
    } catch (error) {
      // On HostBill's own screens an empty set is refused (§2.3).
      if (!(error instanceof ApiRefusal) || set.size > 0) throw error;
      await needed().setPrivileges(contactId, new Map(SMALLEST.map((one) => [one, '1'])));
    }
  }

  const later = (tries: number): Date =>
    new Date(clock.now().getTime() + Math.min(RETRY_MS * 2 ** tries, RETRY_MAX_MS));

  async function read(person: Person, before: Told | undefined, on: Executor): Promise<boolean> {
    const record = await fresh(person);
    const granted = record?.granted;
    if (!record || !granted) return false;
    const wanted = before?.wanted ?? [];
    const told: Told = {
      ...person,
      state: before?.state ?? 'seen',
      wanted,
      held: heldOf(record, wanted, undefined),
      kept: unknownOf(record) ?? [],
      dueAt: undefined,
      tries: 0,
    };
    await store.save(told, on);
    return true;
  }

  return {
    async tell(wish, on) {
      const before = await store.find(wish.clientId, wish.contactId, on);
      const takesAway = wish.state === 'off' || before?.held.some((one) => !wish.wanted.includes(one));
      const base = { ...wish, wanted: [...wish.wanted] };
      try {
        const now = await push(wish, before);
        if (!now) return 'gone';
        await store.save({ ...base, ...now, dueAt: undefined, tries: 0 }, on);
      } catch (error) {
        const isTheirs = error instanceof UnavailableError || error instanceof ConflictError;
        if (!takesAway || !isTheirs) throw error;
        const held = before?.held ?? [];
        await store.save({ ...base, held, kept: before?.kept ?? [], dueAt: later(0), tries: 1 }, on);
      }
      return 'saved';
    },

    async catchUp(contactsWithout, on) {
      for (const told of await store.due(AT_ONCE, on)) {
        try {
          const now = await push({ ...told, state: stateToTell(told.state) }, told);
          if (now) await store.save({ ...told, ...now, dueAt: undefined, tries: 0 }, on);
          else await store.remove(told.clientId, told.contactId, on);
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
          await store.save({ ...told, dueAt: later(told.tries), tries: told.tries + 1 }, on);
        }
      }
      for (const person of await contactsWithout(AT_ONCE)) {
        // Where the answer does not tell what is granted, no other will.
        if (!(await read(person, undefined, on))) break;
      }
      for (const told of await store.old(READ_AGAIN_MS, AT_ONCE, on)) {
        if (!(await read(told, told, on))) break;
      }
    },
  };
}

const stateToTell = (state: ToldState): 'on' | 'off' => (state === 'off' ? 'off' : 'on');

/** Privileges of ours by name, and everything else; undefined when the answer does not tell. */
function unknownOf({ granted }: ApiRecord): [string, string][] | undefined {
  return granted && [...granted].filter(([path, value]) => !isPrivilege(path) && isOn(value));
}

const leftIn = (record: ApiRecord | undefined, set: ReadonlyMap<string, string>): string[] =>
  [...(record?.granted ?? [])]
    .filter(([path, value]) => isOn(value) && !set.has(path) && !isSmallest(path, set))
    .map(([path]) => path);

const isSmallest = (path: string, set: ReadonlyMap<string, string>): boolean =>
  set.size === 0 && (SMALLEST as readonly string[]).includes(path);

/** What it says it holds, else what it was sent; and what is wanted that it does not offer, for only we enforce that. */
function heldOf(
  { granted, offered }: ApiRecord,
  wanted: readonly string[],
  sent: ReadonlyMap<string, string> | undefined,
): string[] {
  const holds = granted
    ? [...granted].filter(([, value]) => isOn(value)).map(([path]) => path)
    : [...(sent?.keys() ?? [])];
  const ours = offered ? wanted.filter((one) => !offered.has(one)) : [];
  return [...new Set([...holds.filter(isPrivilege), ...ours])];
}
