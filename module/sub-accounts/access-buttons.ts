// The buttons of the access form that only change what is ticked or listed; nothing is saved by them. Pure.
import { normaliseAccess, type Access } from '../permissions/access.js';
import { CATALOGUE, type Permission } from '../permissions/catalogue.js';
import { applyPreset, type Preset } from '../permissions/presets.js';
import type { StartingPreset } from '../presets/store.js';
import { draftOf, type AccessDraft, type ScopeDraft } from './access-draft.js';
import type { Frame } from './access-reading.js';

/** The draft after a button that only changes what is shown; undefined for a button that does more. */
export function afterButton(
  intent: string,
  draft: AccessDraft,
  start: string,
  frame: Frame,
  presets: readonly StartingPreset[],
): AccessDraft | undefined {
  const [verb = '', what = ''] = intent.split(':');
  if (verb === 'fill') {
    const chosen = presets.find(({ key }) => key === start);
    return chosen ? filled(draft, chosen, frame) : draft;
  }
  if (verb === 'on' || verb === 'off') return { ...draft, permissions: switched(draft, what, verb, frame) };
  if (verb === 'services') return { ...draft, services: turned(draft.services, what) };
  if (verb === 'domains') return { ...draft, domains: turned(draft.domains, what) };
  if (verb !== 'find' && verb !== 'edit') return undefined;
  return { ...draft, services: searched(draft.services), domains: searched(draft.domains) };
}

function filled(draft: AccessDraft, { key, preset }: StartingPreset, { mine }: Frame): AccessDraft {
  const given = draftOf(presetAccess(preset, draft, mine), key);
  const scope = <F extends string>(was: ScopeDraft<F>, is: ScopeDraft<F>, asksForSome: boolean) => ({
    ...is,
    mode: asksForSome ? ('only' as const) : is.mode,
    grants: is.mode === 'only' ? is.grants : was.grants,
  });
  return {
    ...given,
    services: scope(draft.services, given.services, preset.services.mode === 'chosen'),
    domains: scope(draft.domains, given.domains, preset.domains.mode === 'chosen'),
    expiresAt: given.expiresAt || draft.expiresAt,
  };
}

const presetAccess = (preset: Preset, { services, domains }: AccessDraft, mine: Access): Access =>
  applyPreset(preset, {
    services: services.grants.map(({ id }) => id),
    domains: domains.grants.map(({ id }) => id),
    within: mine,
  });

/** The preset that an access still is, as filled in; '' when something was changed since. */
export function presetOf(
  draft: AccessDraft,
  access: Access,
  mine: Access,
  presets: readonly StartingPreset[],
): string {
  const found = presets.find(({ key }) => key === draft.preset);
  if (!found) return '';
  const text = ({ expiresAt: _end, ...rest }: Access): string => JSON.stringify(normaliseAccess({ ...rest, expiresAt: undefined })); // prettier-ignore
  return text(presetAccess(found.preset, draft, mine)) === text(access) ? found.key : '';
}

// Ticks only what can be given, or is there already.
function switched({ permissions }: AccessDraft, section: string, to: 'on' | 'off', { mine, before }: Frame) {
  const inSection = (one: Permission): boolean =>
    CATALOGUE.some((entry) => entry.key === one && entry.section === section);
  const mayTick = (one: Permission): boolean =>
    mine.permissions.includes(one) || before.permissions.includes(one);
  return CATALOGUE.map(({ key }) => key).filter((one) =>
    inSection(one) && (to === 'off' || mayTick(one)) ? to === 'on' : permissions.includes(one),
  );
}

/** A page of the list, a search, or only what is chosen. */
function turned<F extends string>(scope: ScopeDraft<F>, what: string): ScopeDraft<F> {
  const open = { ...scope, mode: 'only' as const, page: 1 };
  if (what === 'chosen') return { ...open, chosen: true, q: '' };
  if (what === 'every') return { ...open, chosen: false, q: '' };
  if (what === 'find') return { ...open, chosen: false };
  return { ...open, page: /^[1-9]\d{0,4}$/.test(what) ? Number(what) : 1 };
}

// The Enter key in a search field.
const searched = <F extends string>(scope: ScopeDraft<F>): ScopeDraft<F> =>
  scope.q === '' ? scope : { ...scope, mode: scope.mode === 'none' ? 'only' : scope.mode, chosen: false };
