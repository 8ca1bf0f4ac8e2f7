// Email preferences in the contact form (CL4, CL5): follow the types, or six boxes. What is asked for is worked out here.
import { z } from 'zod';
import { EMAIL_CATEGORIES, type EmailCategory } from '../notices/notice.js';
import type { Preference } from '../notices/preference.js';
import type { WantedPreferences } from '../notices/preference-plan.js';

export const WAYS = ['types', 'hand'] as const;
export type Way = (typeof WAYS)[number];

// A box with its empty twin, so that one without a tick is told from one that was not in the form; or as the text in which
// a form remembers it.
const box = z
  .union([z.enum(['', 'on']), z.array(z.enum(['', 'on'])).max(2)], { error: 'common:errors.oneValue' })
  .transform((value) => value.includes('on'))
  .optional();

const boxes = Object.fromEntries(EMAIL_CATEGORIES.map((category) => [category, box])) as Record<
  EmailCategory,
  typeof box
>;

const schema = z.strictObject({
  how: z.enum(WAYS, { error: 'common:errors.oneValue' }).optional(),
  ...boxes,
});

export type MailAnswers = z.infer<typeof schema>;

export const mailForm: z.ZodType<MailAnswers> = schema.default({});

/** The contact has something set by hand. */
export const isByHand = (preferences: readonly Preference[]): boolean =>
  preferences.some(({ state }) => state === 'onByHand' || state === 'offByHand');

/**
 * What the answers ask for. `shown`: the preferences as they are; undefined for a new contact. Whoever turns to choosing by
 * hand has chosen all boxes as they stand. Where that was so before, a box left as it was stays as it is: it may follow
 * a type, and goes or comes with it.
 */
export function wantedFrom(
  { how, ...ticked }: MailAnswers,
  shown: readonly Preference[] | undefined,
): WantedPreferences {
  const wasByHand = shown !== undefined && isByHand(shown);
  if (how === 'types') return wasByHand ? everything('types') : {};
  if (how === undefined) return {};
  const isOn = (category: EmailCategory): boolean =>
    shown?.some((one) => one.category === category && one.on) ?? false;
  return Object.fromEntries(
    EMAIL_CATEGORIES.flatMap((category) => {
      const value = ticked[category];
      return value === undefined || (wasByHand && value === isOn(category)) ? [] : [[category, value]];
    }),
  );
}

const everything = (value: 'types'): WantedPreferences =>
  Object.fromEntries(EMAIL_CATEGORIES.map((category) => [category, value]));
