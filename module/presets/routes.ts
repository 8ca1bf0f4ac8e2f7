// The provider's pages of presets (AD6).
import { z } from 'zod';
import { page, type Page, type PageRequest } from '../http/page.js';
import { InputError, type Message } from '../support/errors.js';
import { presetForm, type TypedPreset } from './form.js';
import { presetDeleteLocals } from './pages/delete.js';
import { presetLocals, type PresetModel } from './pages/form.js';
import { presetName } from './pages/labels.js';
import { presetListLocals } from './pages/list.js';
import { presetVersion, type Direction, type PresetsService } from './service.js';
import type { StartingPreset } from './store.js';

const LIST = '/presets';
const nothing = z.strictObject({});

export function presetPages({ presets }: { presets: PresetsService }): Page[] {
  const load = ({ actor, params }: PageRequest): Promise<PresetModel> =>
    presets.get(actor, params['presetId'] ?? '');

  return [
    page<StartingPreset[], Record<string, never>>({
      path: LIST,
      permission: 'staff',
      view: 'admin/presets/list',
      load: ({ actor }) => presets.list(actor),
      locals: presetListLocals,
      form: {
        schema: () => nothing,
        async submit({ actor, origin }, _model, _values, { intent, requestKey }) {
          const [, direction, key = ''] = /^(up|down)\.(\w{1,40})$/.exec(intent) ?? [];
          if (!direction) throw new InputError({ '': { key: 'presets:errors.choice' } });
          await presets.move(actor, origin, { key, requestKey }, direction as Direction);
          return { redirect: LIST, flash: { key: 'presets:moved' } };
        },
      },
    }),

    page<PresetModel, TypedPreset>({
      path: '/presets/new',
      permission: 'staff',
      view: 'admin/presets/form',
      load: () => Promise.resolve({ preset: undefined, followers: { started: 0, unchanged: 0 } }),
      locals: presetLocals,
      form: {
        schema: () => presetForm(undefined),
        async submit({ actor, origin }, _model, { content }, { requestKey }) {
          await presets.add(actor, origin, content, requestKey);
          return { redirect: LIST, flash: { key: 'presets:added', params: { name: content.name } } };
        },
      },
    }),

    page<PresetModel, TypedPreset>({
      path: '/presets/:presetId/edit',
      permission: 'staff',
      view: 'admin/presets/form',
      load,
      locals: presetLocals,
      form: {
        schema: ({ preset }, { words }) =>
          presetForm(preset?.name === '' ? presetName(preset, words) : undefined),
        version: versionOf,
        async submit({ actor, origin, params, words }, _model, edit, { version, requestKey }) {
          const key = params['presetId'] ?? '';
          const done = await presets.edit(actor, origin, { key, version, requestKey }, edit);
          const name = presetName({ key, name: edit.content.name }, words);
          return { redirect: LIST, flash: edit.takeAlong ? takenAlong(name, done) : saved(name) };
        },
      },
    }),

    page<PresetModel, Record<string, never>>({
      path: '/presets/:presetId/delete',
      permission: 'staff',
      view: 'admin/presets/delete',
      load,
      locals: presetDeleteLocals,
      form: {
        schema: () => nothing,
        version: versionOf,
        async submit({ actor, origin, params, words }, { preset }, _values, { version, requestKey }) {
          await presets.remove(actor, origin, { key: params['presetId'] ?? '', version, requestKey });
          const name = preset ? presetName(preset, words) : '';
          return { redirect: LIST, flash: { key: 'presets:deleted', params: { name } } };
        },
      },
    }),
  ];
}

const versionOf = ({ preset }: PresetModel): string => (preset ? presetVersion(preset) : '');

const saved = (name: string): Message => ({ key: 'presets:saved', params: { name } });

function takenAlong(name: string, { updated, left }: { updated: number; left: number }): Message {
  if (left > 0) return { key: 'presets:savedAndLeft', params: { name, count: left, updated } };
  if (updated === 0) return { key: 'presets:savedAlone', params: { name } };
  return { key: 'presets:savedAndUpdated', params: { name, count: updated } };
}
