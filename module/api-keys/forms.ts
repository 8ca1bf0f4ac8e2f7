// What may be typed about a new key. Messages are language keys.
import { z } from 'zod';
import { line, reasonText } from '../http/form-text.js';
import { isDay } from '../support/day.js';
import { SCOPE_AREAS, levelsOf, scopesOf, type Level, type Scope, type ScopeArea } from './api-key.js';

export const KEY_NAME_MAX = 64;

export interface KeyAnswers {
  name: string;
  scopes: Scope[];
  endsOn: string;
  reason: string;
}

const level = (area: ScopeArea) =>
  z.enum(levelsOf(area), { error: 'common:errors.oneValue' }).default('none');

const areas = Object.fromEntries(SCOPE_AREAS.map((area) => [area, level(area)])) as Record<
  ScopeArea,
  ReturnType<typeof level>
>;

const scopes = z
  .strictObject(areas)
  .transform((chosen) => scopesOf(chosen as Record<ScopeArea, Level>))
  .refine((chosen) => chosen.length > 0, { error: 'api-keys:errors.scopes', path: [SCOPE_AREAS[0]] });

// Staff may say why; a client's form has no such field.
const reason = (staff: boolean): z.ZodType<string> =>
  staff ? reasonText : z.literal('', { error: 'common:errors.oneValue' }).default('');

/** `staff`: whether the form asks why. */
export function keyForm(staff: boolean): z.ZodType<KeyAnswers> {
  return z
    .strictObject({
      name: line('api-keys:fields.name', KEY_NAME_MAX)
        .default('')
        .refine((name) => name !== '', { error: 'api-keys:errors.name' }),
      scopes: scopes.prefault({}),
      endsAt: z
        .string({ error: 'common:errors.oneValue' })
        .trim()
        .default('')
        .refine((day) => day === '' || isDay(day), { error: 'api-keys:errors.day' }),
      reason: reason(staff),
    })
    .transform(({ endsAt, ...answers }) => ({ ...answers, endsOn: endsAt }));
}

export const revokeForm = (staff: boolean): z.ZodType<{ reason: string }> =>
  z.strictObject({ reason: reason(staff) });
