// Deleting a preset (AD6): nobody loses anything by it, and the page says so.
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { givesTexts, presetName } from './labels.js';
import type { PresetModel } from './form.js';

export function presetDeleteLocals(
  { preset, followers }: PresetModel,
  { words, to }: PageRequest,
  typed: Typed,
): PageLocals {
  const { t } = words;
  const name = preset ? presetName(preset, words) : '';
  return {
    title: t('presets:delete', { name }),
    crumbs: [{ label: t('common:menu.presets'), href: to('/presets') }],
    form: { notice: typed.notice && words.say(typed.notice), summary: [] },
    name,
    gives: preset ? givesTexts(preset.preset, words) : [],
    effects: [
      t('presets:remove.effect'),
      followers.started > 0
        ? t('presets:remove.followers', { count: followers.started })
        : t('presets:remove.nobody'),
    ],
    back: to('/presets'),
  };
}
