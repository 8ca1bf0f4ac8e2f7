// How preferences are set by hand (N2): on our screens, and on the panel's own, where somebody may flip a switch that
// follows a type here. Both are the same: what differs from what was there was set by hand. Pure rules.
import type { MailFlags } from '../panels/panel-mail.js';
import { EMAIL_CATEGORIES, type EmailCategory, type NoticeDefinition } from './notice.js';
import { effectiveCategories, flagsFor, type Overrides, type PreferenceFacts } from './preference.js';

/** What was shown and is wanted otherwise becomes "by hand"; all else stays as it is, also what comes from a type. */
export function setByHand(
  overrides: Overrides,
  shown: MailFlags,
  wanted: MailFlags,
  since: Date | undefined,
): Overrides {
  const changed = EMAIL_CATEGORIES.filter((category) => shown[category] !== wanted[category]);
  if (changed.length === 0) return overrides;
  const set = changed.map((category) => [category, { on: wanted[category], since }]);
  return { ...overrides, ...(Object.fromEntries(set) as Overrides) };
}

/**
 * The overrides after somebody may have changed the panel's own switches. `written`: what we last wrote there; without
 * it (a contact that was there before us, or was made on the panel's screens) what the types would give counts, so that
 * nobody gets more or less mail because we came.
 */
export function understandPanelFlags(
  facts: PreferenceFacts,
  written: MailFlags | undefined,
  held: MailFlags,
  notices: readonly NoticeDefinition[],
): Overrides {
  const expected = written ?? flagsFor(effectiveCategories(facts, notices));
  return setByHand(facts.overrides, expected, held, undefined);
}

/** "Reset to types": of one category, or of all. */
export function resetToTypes(overrides: Overrides, category?: EmailCategory): Overrides {
  if (category === undefined) return {};
  const { [category]: _reset, ...kept } = overrides;
  return kept;
}
