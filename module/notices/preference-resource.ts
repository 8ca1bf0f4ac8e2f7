// Email preferences as the API shows them and takes them, beside a contact and on their own.
import { z } from 'zod';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../roles/role.js';
import { digest } from '../support/digest.js';
import { EMAIL_CATEGORIES, type EmailCategory } from './notice.js';
import type { Preference, PreferenceState } from './preference.js';
import type { WantedPreferences } from './preference-plan.js';

const STATES = [
  'fromType',
  'onByHand',
  'offByHand',
  'byDefault',
  'off',
] as const satisfies readonly PreferenceState[];

const preferenceShape = z.object({
  on: z.boolean(),
  state: z.enum(STATES).meta({ description: 'byDefault: the owner’s, until it is switched off' }),
  types: z.array(z.enum(CONTACT_TYPES)).meta({ description: 'The contact’s types that bring it' }),
  requiredFor: z
    .array(z.enum(PRIMARY_ROLES.map((role) => role.toUpperCase())))
    .meta({ description: 'Primary roles held here for which it cannot be switched off' }),
  since: z.iso.datetime().nullable().meta({ description: 'When it was set by hand, where anybody knows' }),
});

const byCategory = <Shape extends z.ZodType>(shape: Shape): Record<EmailCategory, Shape> =>
  Object.fromEntries(EMAIL_CATEGORIES.map((category) => [category, shape])) as Record<EmailCategory, Shape>;

export const preferencesShape = z.object(byCategory(preferenceShape)).meta({ id: 'EmailCategories' });

/** What is left out stays as it is. Parses to WantedPreferences. */
export const wantedShape: z.ZodType<WantedPreferences> = z
  .strictObject(
    byCategory(z.union([z.boolean(), z.literal('types')], { error: 'notices:errors.switch' }).optional()),
    { error: 'notices:errors.switches' },
  )
  .meta({ id: 'WantedEmailCategories', description: 'true, false, or "types": as the contact’s types say' })
  .transform(withoutHoles);

// A category that is there without a value asks for nothing.
function withoutHoles(
  asked: Partial<Record<EmailCategory, boolean | 'types' | undefined>>,
): WantedPreferences {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

export function preferencesResource(preferences: readonly Preference[]): z.infer<typeof preferencesShape> {
  const resources = preferences.map(({ category, on, state, types, requiredFor, since }) => [
    category,
    {
      on,
      state,
      types: [...types],
      requiredFor: requiredFor.map((role) => role.toUpperCase()),
      since: since?.toISOString() ?? null,
    },
  ]);
  return Object.fromEntries(resources) as z.infer<typeof preferencesShape>;
}

/** Changes with every preference, wherever it was changed (D3). */
export const preferencesVersion = (preferences: readonly Preference[]): string =>
  digest(preferencesResource(preferences)).slice(0, 11);
