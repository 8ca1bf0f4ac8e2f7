// Making a key (CL18), and the one page that shows it.
import { formView, reasonSpecs, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { SCOPE_AREAS, covers, levelsOf, type Scope, type ScopeArea } from '../api-key.js';
import { introOf } from './list.js';

export function makeKeyLocals(request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const scopes = SCOPE_AREAS.map((area): FieldSpec => ({
    path: `scopes.${area}`,
    type: 'radios',
    label: t(`api-keys:areas.${area}`),
    options: levelsOf(area).map((value) => ({ value, label: t(`api-keys:choices.${value}`) })),
  }));
  const name: FieldSpec = {
    path: 'name',
    type: 'text',
    label: t('api-keys:fields.name'),
    hint: t('api-keys:hints.name'),
    autocomplete: 'off',
  };
  const ends: FieldSpec = {
    path: 'endsAt',
    // A browser's own field for a day drops what is none: then it stays as it was typed.
    type: typed.errors['endsAt'] ? 'text' : 'date',
    label: t('api-keys:fields.endsAt'),
    hint: t('api-keys:hints.endsAt'),
    autocomplete: 'off',
  };
  const specs = [name, ...scopes, ends, ...reasonSpecs(request)];
  const nothing = Object.fromEntries(scopes.map(({ path }) => [path, 'none']));
  return {
    title: t('api-keys:new.title'),
    crumbs: [{ label: t('api-keys:title'), href: to('/api-keys') }],
    intro: introOf(request),
    form: formView(specs, nothing, typed, words),
    back: to('/api-keys'),
  };
}

/** Where each area is read in the API; the first that the key may read is the example. */
const EXAMPLES: [ScopeArea, string][] = [
  ['contacts', '/contacts'],
  ['company', '/account'],
  ['roles', '/primary-roles'],
  ['activity', '/activity'],
];

/** `secret` undefined: the key was made by an earlier click, and its text shown then. */
export function madeLocals(
  made: { name: string; scopes: readonly Scope[]; secret: string | undefined },
  { words: { t }, to }: PageRequest,
  apiUrl: string,
): PageLocals {
  const { name, scopes, secret } = made;
  const [, path] = EXAMPLES.find(([area]) => covers(scopes, `${area}:read`)) ?? [];
  return {
    title: t(secret ? 'api-keys:made.title' : 'api-keys:made.againTitle', { name }),
    crumbs: [{ label: t('api-keys:title'), href: to('/api-keys') }],
    secret,
    example: `curl '${apiUrl}${path}' \\\n  -H 'Authorization: Bearer ${secret}'`,
    docs: `${apiUrl}/docs`,
    back: to('/api-keys'),
  };
}
