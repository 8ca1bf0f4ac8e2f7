// The provider's settings: their keys, types and defaults stand in manifest.json, what a provider chose in our table.
import { manifest, type SettingDefinition } from '../manifest.js';
import type { Executor } from '../support/database.js';
import { InputError } from '../support/errors.js';
import { table } from '../support/tables.js';

export interface Settings {
  /** S1: names cannot be changed after creation; S2: they can (C3). */
  names: 'locked' | 'editable';
  titles: 'shown' | 'hidden';
  /** Contact types: any number per contact (S2), or exactly one (S1's one-role list) (R1). */
  types: 'multiple' | 'single';
  /** Whether a password may be set for somebody else instead of an invitation (A3). */
  directPasswords: 'allowed' | 'refused';
  /** What the provider is called on pages and in mail. Never ''. */
  providerName: string;
  /** Where people get help: a page, an address. '' = not given. */
  helpUrl: string;
  helpEmail: string;
  /** The panel's client area, where people sign in; '' = as the panel says. */
  panelUrl: string;
}

/** A provider whom neither its own setting nor its panel names goes by our name: sentences need one. */
export const DEFAULT_SETTINGS = Object.freeze({
  ...Object.fromEntries(manifest.settings.map(({ key, default: value }) => [key, value])),
  providerName: manifest.name,
}) as unknown as Settings;

export class KnexSettingsStore {
  /** `panelFacts` fill what the provider left empty. */
  constructor(private readonly panelFacts: Partial<Settings>) {}

  async read(on: Executor): Promise<Settings> {
    const rows = (await on(table('settings')).select('name', 'value')) as { name: string; value: string }[];
    const chosen = rows.filter(({ name, value }) => value !== '' && isAllowed(name, value));
    return {
      ...DEFAULT_SETTINGS,
      ...this.panelFacts,
      ...Object.fromEntries(chosen.map((row) => [row.name, row.value])),
    };
  }

  /** Throws InputError for a key or value that the manifest does not know. */
  async write(name: string, value: string, on: Executor): Promise<void> {
    if (!isAllowed(name, value)) {
      throw new InputError({ [name]: { key: 'settings:unknown', params: { options: optionsOf(name) } } });
    }
    await on(table('settings')).insert({ name, value }).onConflict('name').merge();
  }
}

const definition = (name: string): SettingDefinition | undefined =>
  manifest.settings.find(({ key }) => key === name);

function isAllowed(name: string, value: string): boolean {
  const known = definition(name);
  return known !== undefined && (known.type === 'text' || known.options.includes(value));
}

function optionsOf(name: string): string {
  const known = definition(name);
  if (!known) return manifest.settings.map(({ key }) => key).join(', ');
  return known.type === 'choice' ? known.options.join(', ') : '';
}
