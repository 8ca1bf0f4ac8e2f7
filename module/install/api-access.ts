// How `install` comes to the panel's own API: said, kept from before, asked for, or left out. It is tried with one call that
// only reads before anything is written. Its key is shown nowhere.
import { partsOf, wholeApi, type ApiTrial, type PanelApi, type PanelApiSetup } from '../panels/panel-api.js';
import type { Executor } from '../support/database.js';
import { readEnvironment, type Environment } from './env-file.js';
import type { Terminal } from './terminal.js';

export interface ApiAccess {
  /** For the environment file; nothing where it is left out. */
  values: Readonly<Record<string, string>>;
  /** What is to be said of it. */
  lines: string[];
}

export interface ApiWish {
  /** Of the panel that was found; undefined where it has none that we use. */
  setup: PanelApiSetup | undefined;
  /** By options of the command. */
  said: { [Part in keyof PanelApi]?: PanelApi[Part] | undefined };
  /** The process's own environment. */
  environment: Environment;
  /** liaison.env as it is. */
  kept: Environment;
  /** Undefined where nothing may be asked. */
  ask: Terminal['ask'];
}

const OPTIONS: Readonly<Record<keyof PanelApi, string>> = {
  url: '--api-url',
  id: '--api-id',
  key: '--api-key',
};
const PARTS = Object.keys(OPTIONS) as (keyof PanelApi)[];

/**
 * Throws Error in one line when something is missing or wrong, and when what was given now does not work; what was kept
 * from before and does not work today is only said.
 */
export async function apiAccess({ setup, said, ...wish }: ApiWish, on: Executor): Promise<ApiAccess> {
  const given = PARTS.filter((part) => said[part]);
  if (!setup) {
    if (given.length === 0) return { values: {}, lines: [] };
    throw new Error(
      `This panel is not written through an API: leave ${OPTIONS[given[0] as keyof PanelApi]} out`,
    );
  }
  const kept = partsOf(setup, wish.kept);
  const named = Object.fromEntries(given.map((part) => [part, said[part]])) as Partial<PanelApi>;
  const known = { ...kept, ...partsOf(setup, wish.environment), ...named };
  const parts = Object.keys(known).length === 0 && wish.ask ? await askFor(wish.ask) : known;
  const missing = PARTS.filter((part) => !parts[part]);
  if (missing.length === PARTS.length) return { values: {}, lines: [leftOut(setup)] };
  if (missing.length > 0)
    throw new Error(`The panel's API needs ${missing.map((part) => OPTIONS[part]).join(' and ')}, too`);
  const api = wholeApi(setup, parts) as PanelApi;
  const values = valuesOf(setup, api);
  const isNew = PARTS.some((part) => api[part] !== kept[part]);
  const line = await tried(setup, api, isNew, on);
  return { values, lines: [line] };
}

const leftOut = ({ without }: PanelApiSetup): string =>
  `Its API is not set up: ${without} (${PARTS.map((part) => OPTIONS[part]).join(', ')} set it up, now or at another run)`;

async function askFor(ask: NonNullable<Terminal['ask']>): Promise<Partial<PanelApi>> {
  const url = await ask(
    "The panel's own address, for its API, like https://my.example.com (Enter leaves it out): ",
  );
  if (url === '') return {};
  const id = await ask('The ID of an API key: ');
  return { url, id, key: await ask('The API key (not shown): ', { hidden: true }) };
}

/** As lines of the environment file; one that would have to be quoted there is refused. */
function valuesOf({ variables }: PanelApiSetup, api: PanelApi): Record<string, string> {
  const values = PARTS.map((part): [string, string] => [variables[part], api[part].replace(/\/+$/, '')]);
  for (const [name, value] of values) {
    if (/^[^\s'"\\#$`]+$/.test(value) && readEnvironment(`${name}=${value}`)[name] === value) continue;
    throw new Error(
      `${name} has a sign in it that an environment file cannot hold: a space, a quote, # or $`,
    );
  }
  return Object.fromEntries(values);
}

async function tried(setup: PanelApiSetup, api: PanelApi, isNew: boolean, on: Executor): Promise<string> {
  for await (const trial of setup.tryOut(api, on)) {
    if (trial.outcome === 'works') return `Its API at ${api.url} answers (${trial.name})`;
    const wrong = whatIsWrong(trial, api);
    if (isNew) throw new Error(`${wrong}. Nothing was changed`);
    return `${wrong}. It is kept as it was`;
  }
  return `Its API at ${api.url} was not tried: there is nothing yet to ask about`;
}

/** In one line, with what to look at. */
export function whatIsWrong({ name, outcome, words }: ApiTrial, { url }: PanelApi): string {
  if (outcome === 'silent')
    return `The panel's API at ${url} does not answer (${words}): check the address, and that this server reaches it`;
  if (outcome === 'other')
    return `The API at ${url} is not that of the panel in this database (${words}): check the address`;
  return `The panel's API refused ${name} (${words}): check its ID and key, that the key allows this server's IP address, and that ${name} is among its functions`;
}
