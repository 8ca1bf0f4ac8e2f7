// How many clients a change of the notice table reaches, counted over all of them before it is saved (U2). It ends after
// some seconds and then says of how many clients it speaks.
import { performance } from 'node:perf_hooks';
import { setImmediate as letOthersGo } from 'node:timers/promises';
import { translateDatabaseError } from '../support/database.js';
import { UnavailableError } from '../support/errors.js';
import type { ClientOfAll } from './all-clients.js';
import type { ClientFacts } from './client-facts.js';
import type { RecipientChange } from './compare.js';
import { changesFor, type TableChange } from './table-change.js';

export interface ClientEffect {
  clientId: number;
  client: ClientFacts;
  changes: readonly RecipientChange[];
}

export interface TableEffect {
  /** How many clients have a notice that reaches others than before. */
  clients: number;
  /** Of these: in how many a notice then reaches nobody, in how many others only a stand-in. */
  nobody: number;
  standIn: number;
  /** How many clients were looked at. */
  looked: number;
  /** Whether these were all. */
  complete: boolean;
  /** The first of them, the worst first. */
  first: readonly ClientEffect[];
}

export const SHOWN = 25;

const AT_A_TIME_MS = 25;

/** Looks at clients for at most about `budgetMs`; a batch that is being read is waited for. */
export async function tableEffect(
  clients: AsyncIterable<ClientOfAll>,
  change: TableChange,
  budgetMs: number,
): Promise<TableEffect> {
  const tally = newTally();
  const started = performance.now();
  let paused = started;
  try {
    for await (const { clientId, facts } of clients) {
      if (performance.now() - started > budgetMs) return tally.result(false);
      tally.add(clientId, facts.client, changesFor(facts.client, change));
      if (performance.now() - paused > AT_A_TIME_MS) {
        await letOthersGo();
        paused = performance.now();
      }
    }
  } catch (error) {
    // A panel too large for one look at its tables in a request: what was counted so far is said as that.
    if (!(translateDatabaseError(error) instanceof UnavailableError)) throw error;
    return tally.result(false);
  }
  return tally.result(true);
}

type Depth = 'nobody' | 'standIn' | 'other';

function newTally() {
  const counts: Record<Depth, number> = { nobody: 0, standIn: 0, other: 0 };
  const first: Record<Depth, ClientEffect[]> = { nobody: [], standIn: [], other: [] };
  let looked = 0;
  return {
    add(clientId: number, client: ClientFacts, changes: readonly RecipientChange[]): void {
      looked += 1;
      if (changes.length === 0) return;
      const depth = depthOf(changes);
      counts[depth] += 1;
      if (first[depth].length < SHOWN) first[depth].push({ clientId, client, changes });
    },
    result: (complete: boolean): TableEffect => ({
      clients: counts.nobody + counts.standIn + counts.other,
      nobody: counts.nobody,
      standIn: counts.standIn,
      looked,
      complete,
      first: [...first.nobody, ...first.standIn, ...first.other].slice(0, SHOWN),
    }),
  };
}

function depthOf(changes: readonly RecipientChange[]): Depth {
  const falls = changes.filter((change) => change.falls);
  if (falls.some(({ status }) => status.after === 'nobody')) return 'nobody';
  return falls.length > 0 ? 'standIn' : 'other';
}
