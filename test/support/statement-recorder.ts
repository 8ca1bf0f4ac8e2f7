// Every statement that the module under test sends in this run, each text once; looked at when the run ends (set-up.ts).
import type { Knex } from 'knex';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Panel } from '../../module/panels/panel.js';
import { faultOf } from './statement-rules.js';

const sent = new Set<string>();
let times = 0;

function keep({ sql }: { sql: string }): void {
  times += 1;
  sent.add(sql);
}

/** From now on what goes through this pool is the module's. */
export function record(knex: Knex): void {
  knex.on('query', keep);
}

const asked = new AsyncLocalStorage<boolean>();

/** The same panel, for tests that share its pool: what it sends counts as the module's, what they send themselves does not. */
export function recorded(knex: Knex, panel: Panel): Panel {
  knex.on('query', (query: { sql: string }) => {
    if (asked.getStore()) keep(query);
  });
  return watched(panel);
}

function watched<T extends object>(part: T): T {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'function')
        return (...args: unknown[]) => asked.run(true, (): unknown => Reflect.apply(value, target, args));
      return typeof value === 'object' && value !== null ? watched(value) : value;
    },
  });
}

/** How many the module sends while this runs, and nothing else does. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = times;
  await work();
  return times - before;
}

/** What was sent so far, in a line; and a line for each statement that must not be. */
export function verdict(): { summary: string; faults: string[] } {
  const faults = [...sent].flatMap((sql) => {
    const fault = faultOf(sql);
    return fault === undefined ? [] : `${fault}: ${sql}`;
  });
  const summary = `${times} statements of the module, ${sent.size} different: ${faults.length} that change a table, lock a row of the panel's or write there what is not ours to write`;
  return { summary, faults };
}
