// A panel's own API, for panels that have to be asked and told through it: how it is reached, and, as data of the panel's
// kind, what it is called in our environment and what its key must allow. Absent: everything that needs it is off.
import type { Executor } from '../support/database.js';

export interface PanelApi {
  /** The address of the panel. */
  url: string;
  id: string;
  key: string;
}

/** A function of the API that the adapter calls. */
export interface ApiFunction {
  name: string;
  /** What is off where the key may not call it. */
  opens: string;
  /** Cannot be tried without changing something, or without somebody's password. */
  untried?: true;
  /** Nothing of the API is of use without it. */
  essential?: true;
}

/** What came of a call. `other`: an answer, but not of the panel in this database. `words`: why not, '' where it works. */
export interface ApiTrial {
  name: string;
  outcome: 'works' | 'refused' | 'silent' | 'other';
  words: string;
}

/** What a kind of panel says about its API. */
export interface PanelApiSetup {
  /** Their names in our environment. */
  variables: Readonly<Record<keyof PanelApi, string>>;
  functions: readonly ApiFunction[];
  /** What is off without it, as the end of a sentence. */
  without: string;
  /** One call after another, as it is asked for, the most needed first; each only reads. Nothing is thrown for a no. */
  tryOut(api: PanelApi, on: Executor): AsyncIterable<ApiTrial>;
}

type Values = Readonly<Record<string, string | undefined>>;

/** What of a panel's API these values tell; what is empty is left out. */
export function partsOf({ variables }: PanelApiSetup, values: Values): Partial<PanelApi> {
  const parts = Object.entries(variables).map(([part, name]) => [part, values[name]]);
  return Object.fromEntries(parts.filter(([, value]) => value)) as Partial<PanelApi>;
}

/** The API, undefined for none. Throws Error in one line, without any value, for a part of one and for a wrong address. */
export function wholeApi({ variables }: PanelApiSetup, parts: Partial<PanelApi>): PanelApi | undefined {
  const { url, id, key } = parts;
  if (!url && !id && !key) return undefined;
  if (!url || !id || !key)
    throw new Error(`${variables.url}, ${variables.id} and ${variables.key} belong together`);
  if (!URL.canParse(url) || !/^https?:\/\/[^@?#\s]+$/.test(url))
    throw new Error(`${variables.url} must be the address of the panel, like https://my.example.com`);
  return Object.freeze({ url, id, key });
}
