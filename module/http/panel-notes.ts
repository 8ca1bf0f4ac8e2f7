// What the panel cannot hold, said where a reader meets it: one short sentence for each lack, in their words.
import type { Capabilities, Capability } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings/store.js';
import type { Translator } from '../support/i18n.js';

interface Reader {
  words: Translator;
  settings: Pick<Settings, 'providerName'>;
  /** Undefined before anybody has signed in. */
  actor: Pick<Actor, 'kind'> | undefined;
}

/** Of these capabilities, those that are off. Several may have the same words: said once. */
export function panelNotes(
  about: readonly Capability[],
  capabilities: Capabilities,
  reader: Reader,
): string[] {
  const lacks = about.flatMap((one) => {
    const capability = capabilities[one];
    if (capability.on) return [];
    const key = capability.keptHere ? `panels:notes.kept.${one}` : `panels:notes.${one}`;
    return [reader.words.t(key, { provider: ownPagesOf(reader) })];
  });
  return [...new Set(lacks)];
}

/** Whose own pages are meant. By our name nobody would look for them: then the provider's, and for staff the panel's. */
export const ownPagesOf = ({ words, settings: { providerName }, actor }: Reader): string =>
  isNamed({ providerName })
    ? providerName
    : words.t(actor?.kind === 'staff' ? 'panels:panel' : 'panels:provider');

/** Whether anything told what the provider is called: else it goes by our name. */
export const isNamed = ({ providerName }: Pick<Settings, 'providerName'>): boolean =>
  providerName !== DEFAULT_SETTINGS.providerName;
