// Adding and changing a preset (AD6): the boxes of the access form, and what becomes of those who started from it.
import { formView, type FieldSpec, type FieldView, type Option } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { CATALOGUE, DOMAIN_FUNCTIONS, SECTIONS, SERVICE_FUNCTIONS } from '../../permissions/catalogue.js';
import type { Translator } from '../../support/i18n.js';
import { permissionsOf, presetAnswers, SCOPE_MODES } from '../form.js';
import type { NamedContent } from '../preset-content.js';
import type { Followers } from '../service.js';
import type { StartingPreset } from '../store.js';
import { presetName } from './labels.js';

export interface PresetModel {
  /** Undefined for a new one. */
  preset: StartingPreset | undefined;
  followers: Followers;
}

const EMPTY: NamedContent = {
  name: '',
  description: '',
  permissions: [],
  services: { mode: 'none' },
  domains: { mode: 'none' },
};

export function presetLocals(model: PresetModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { preset } = model;
  const name = preset && presetName(preset, words);
  const stored = preset ? { ...preset, ...preset.preset, name: name ?? '' } : EMPTY;
  const specs = specsOf(model, words);
  const form = formView(specs, presetAnswers(stored), typed, words);
  const field = (path: string): FieldView | undefined => form.fields[path];
  return {
    title: name === undefined ? t('presets:new') : t('presets:edit', { name }),
    crumbs: [{ label: t('common:menu.presets'), href: to('/presets') }],
    form,
    first: [field('name'), field('description'), ...SECTIONS.map((section) => field(section))],
    scopes: [
      { mode: field('services'), functions: field('serviceFunctions'), when: 'services=all|chosen' },
      { mode: field('domains'), functions: field('domainFunctions'), when: 'domains=all|chosen' },
    ],
    followers: field('followers'),
    back: to('/presets'),
  };
}

function specsOf({ followers }: PresetModel, words: Translator): FieldSpec[] {
  const { t } = words;
  const functions = (path: string, known: readonly string[]): FieldSpec => ({
    path,
    type: 'checkboxes',
    label: t(`presets:fields.${path}`),
    options: known.map((value) => ({ value, label: t(`permissions:functions.${value}`) })),
  });
  const mode = (path: 'services' | 'domains'): FieldSpec => ({
    path,
    type: 'radios',
    label: t(`presets:fields.${path}`),
    options: SCOPE_MODES.map((value) => ({ value, label: t(`presets:modes.${value}`) })),
  });
  return [
    { path: 'name', type: 'text', width: '20', label: t('presets:fields.name'), autocomplete: 'off' },
    {
      path: 'description',
      type: 'text',
      width: 'full',
      label: t('presets:fields.description'),
      autocomplete: 'off',
    },
    ...SECTIONS.map((section): FieldSpec => ({
      path: section,
      type: 'checkboxes',
      label: t(`permissions:sections.${section}`),
      options: permissionsOf(section).map((key) => permissionOption(key, words)),
    })),
    mode('services'),
    functions('serviceFunctions', SERVICE_FUNCTIONS),
    mode('domains'),
    functions('domainFunctions', DOMAIN_FUNCTIONS),
    ...(followers.started > 0 ? [followersSpec(followers, words)] : []),
  ];
}

function permissionOption(key: string, { t }: Translator): Option {
  const risk = CATALOGUE.find((entry) => entry.key === key)?.risk;
  const label = t(`permissions:labels.${key}`);
  return { value: key, label, ...(risk ? { hint: t(`permissions:risks.${risk}`) } : {}) };
}

function followersSpec({ started, unchanged }: Followers, { t }: Translator): FieldSpec {
  return {
    path: 'followers',
    type: 'radios',
    label: t('presets:followers.started', { count: started }),
    options: [
      { value: 'leave', label: t('presets:followers.leave') },
      {
        value: 'update',
        label: t('presets:followers.update'),
        hint:
          unchanged === 0
            ? t('presets:followers.noneUnchanged')
            : t('presets:followers.unchanged', { count: unchanged }),
      },
    ],
  };
}
