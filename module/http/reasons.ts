// Reasons of a decision in words: the names and dates that the pure rules leave open are put in here, once for pages,
// refusals and the API.
import type { Settings } from '../settings/store.js';
import type { Message } from '../support/errors.js';
import type { Translator } from '../support/i18n.js';

/** What ids stand for, where a page knows it. */
export interface ReasonNames {
  owner?: string;
  departments?: ReadonlyMap<number, string>;
  services?: ReadonlyMap<number, string>;
  domains?: ReadonlyMap<number, string>;
  /** Of presets that have a name of their own, by key. */
  presets?: ReadonlyMap<string, string>;
}

export function sayReason(
  { key, params = {} }: Message,
  words: Translator,
  settings: Pick<Settings, 'providerName'>,
  names: ReasonNames = {},
): string {
  const named = (of: ReadonlyMap<number, string> | undefined, id: unknown): string =>
    of?.get(Number(id)) ?? `#${String(id)}`;
  const { department, service, domain, at, preset } = params;
  return words.say({
    key,
    params: {
      ...params,
      provider: settings.providerName,
      owner: names.owner ?? words.t('common:owner'),
      ...(department === undefined ? {} : { department: named(names.departments, department) }),
      ...(service === undefined ? {} : { service: named(names.services, service) }),
      ...(domain === undefined ? {} : { domain: named(names.domains, domain) }),
      ...(typeof at === 'string' && at !== '' ? { at: words.moment(new Date(at)) } : {}),
      ...(typeof preset === 'string'
        ? { preset: names.presets?.get(preset) ?? presetName(preset, words) }
        : {}),
    },
  });
}

// The shipped ones have words, unless the provider gave them a name.
const presetName = (preset: string, words: Translator): string =>
  /^[a-zA-Z]+$/.test(preset) && words.has(`permissions:presets.${preset}`)
    ? words.t(`permissions:presets.${preset}`)
    : preset;
