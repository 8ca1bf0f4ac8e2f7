// The provider's presets in their order (AD6): what each gives, and where it leads.
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { StartingPreset } from '../store.js';
import { givesTexts, presetName } from './labels.js';

export function presetListLocals(
  presets: readonly StartingPreset[],
  { words, to }: PageRequest,
  typed: Typed,
): PageLocals {
  const { t } = words;
  return {
    title: t('presets:title'),
    intro: t('presets:intro'),
    notice: typed.notice && words.say(typed.notice),
    addLink: to('/presets/new'),
    empty: presets.length > 0 ? undefined : t('presets:empty'),
    rows: presets.map((preset, index) => {
      const name = presetName(preset, words);
      const link = (act: 'edit' | 'delete') => ({
        href: to(`/presets/${preset.key}/${act}`),
        label: t(`presets:${act}`, { name }),
      });
      const move = (direction: 'up' | 'down') => ({
        intent: `${direction}.${preset.key}`,
        text: t(`presets:${direction}`),
        label: t(`presets:move.${direction}`, { name }),
      });
      return {
        name,
        description: preset.description,
        sameAsOwner: preset.preset.sameAsOwner,
        gives: givesTexts(preset.preset, words),
        edit: link('edit'),
        remove: link('delete'),
        moves: [...(index > 0 ? [move('up')] : []), ...(index < presets.length - 1 ? [move('down')] : [])],
      };
    }),
  };
}
