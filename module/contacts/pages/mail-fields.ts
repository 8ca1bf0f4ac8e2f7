// Email preferences in the contact form (CL4, CL5): follow the types, or a box for each category with its state (N2).
import type { FieldSpec, FieldView, FormView, LockedView } from '../../http/fields.js';
import type { Answers } from '../../http/page.js';
import { categoryLabel, EMAIL_CATEGORIES, type EmailCategory } from '../../notices/notice.js';
import { preferenceReasons, type Preference } from '../../notices/preference.js';
import type { Message } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import { isByHand, WAYS } from '../mail-form.js';

export interface MailModel {
  /** As they are, in catalogue order; undefined for a new contact. */
  preferences: readonly Preference[] | undefined;
  /** Why the panel cannot hold them; undefined when it can. */
  closed: Message | undefined;
}

export interface MailView {
  /** Undefined where they cannot be chosen: then `locked` is there. */
  how: FieldView | undefined;
  /** Shown only while they are chosen by hand; JavaScript hides. */
  when: string;
  boxes: FieldView[];
  /** On whatever is chosen: with the reason. */
  fixed: { label: string; reason: string }[];
  locked: LockedView | undefined;
  notes: readonly string[];
}

const HOW = 'emailCategories.how';
const pathOf = (category: EmailCategory): string => `emailCategories.${category}`;

export function mailFieldSpecs({ preferences, closed }: MailModel, words: Translator): FieldSpec[] {
  if (closed) return [];
  const { t } = words;
  const how: FieldSpec = {
    path: HOW,
    type: 'radios',
    label: t('contacts:fields.emailCategories.how'),
    options: WAYS.map((value) => ({
      value,
      label: t(`contacts:mail.ways.${value}`),
      hint: t(`contacts:mail.hints.${value}`),
    })),
  };
  const boxes = openIn(preferences).map((category): FieldSpec => {
    const stored = preferences?.find((one) => one.category === category);
    const texts = [
      ...(category === 'general' ? [t('contacts:mail.hints.general')] : []),
      ...(stored ? reasonsOf(stored, words) : []),
    ];
    const label = t(categoryLabel(category));
    const hint = texts.join(' · ');
    return { path: pathOf(category), type: 'checkbox', label, ...(hint ? { hint } : {}) };
  });
  return [how, ...boxes];
}

/** What the form holds for them before anybody chooses. */
export function mailAnswers({ preferences, closed }: MailModel): Answers {
  if (closed) return {};
  const boxes = openIn(preferences).map((category) => [
    pathOf(category),
    preferences?.some((one) => one.category === category && one.on) ? 'on' : '',
  ]);
  const how = preferences && isByHand(preferences) ? 'hand' : 'types';
  return { [HOW]: how, ...(Object.fromEntries(boxes) as Answers) };
}

/** `notes`: what the panel cannot hold of them. */
export function mailView(
  mail: MailModel,
  { fields }: FormView,
  words: Translator,
  notes: readonly string[],
): MailView {
  const { preferences = [], closed } = mail;
  const label = words.t('contacts:fields.emailCategories.how');
  const types = words.t('contacts:mail.ways.types');
  return {
    how: fields[HOW],
    when: 'emailCategories[how]=hand',
    boxes: EMAIL_CATEGORIES.flatMap((category) => fields[pathOf(category)] ?? []),
    fixed: preferences
      .filter(({ requiredFor }) => requiredFor.length > 0)
      .map((one) => ({
        label: words.t(categoryLabel(one.category)),
        reason: reasonsOf(one, words).join(' · '),
      })),
    locked: closed && { label, value: types, reason: notes.join(' · ') },
    notes,
  };
}

// What a primary role requires is no box: it is on whatever is chosen.
const openIn = (preferences: readonly Preference[] = []): EmailCategory[] =>
  EMAIL_CATEGORIES.filter(
    (category) => !preferences.some((one) => one.category === category && one.requiredFor.length > 0),
  );

const reasonsOf = (preference: Preference, words: Translator): string[] =>
  preferenceReasons(preference).map((reason) => words.say(reason));
