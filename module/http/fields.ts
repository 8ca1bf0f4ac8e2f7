// Fields as `views/partials/field.ejs` prints them: label, hint, value, error and ids worked out once, in one place.
import type { Message } from '../support/errors.js';
import type { Translator } from '../support/i18n.js';
import type { Answers, PageRequest, Typed } from './page.js';

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

export interface FieldSpec {
  /** REST path: "firstName", "phone.number". */
  path: string;
  type:
    | 'text'
    | 'email'
    | 'tel'
    | 'search'
    | 'date'
    | 'password'
    | 'textarea'
    | 'select'
    | 'radios'
    | 'checkbox'
    | 'checkboxes';
  label: string;
  hint?: string;
  options?: readonly Option[];
  /** Ticked for good, shown as text: what comes from elsewhere (R3). */
  fixed?: readonly string[];
  /** Groups of options of a select: state lists. */
  groups?: readonly { label: string; options: readonly Option[] }[];
  autocomplete?: string;
  width?: '4' | '8' | '12' | '20' | 'full';
  /** Shown only while another field has one of these values; JavaScript hides, the server never relies on it. */
  when?: string;
  spellcheck?: boolean;
}

/** Staff may say why, for the log; others are not asked. */
export const reasonSpecs = ({ actor, words: { t } }: Pick<PageRequest, 'actor' | 'words'>): FieldSpec[] =>
  actor.kind === 'staff' ? [reasonSpec(t)] : [];

export const reasonSpec = (t: Translator['t']): FieldSpec => ({
  path: 'reason',
  type: 'text',
  label: t('common:reason'),
  hint: t('common:reasonHint'),
  width: 'full',
  autocomplete: 'off',
});

export interface FieldView extends FieldSpec {
  id: string;
  /** As the HTML form sends it: "phone[number]". */
  name: string;
  value: string;
  error: string | undefined;
  /** Where the error leads, for example to the contact that already has the address. */
  errorLink: { href: string; text: string } | undefined;
}

/** A locked field: text, reason, and where to ask for the change (U7). */
export interface LockedView {
  label: string;
  value: string;
  reason: string;
}

export interface FormView {
  fields: Record<string, FieldView>;
  /** The error summary, in the order of the fields; form-wide errors first. */
  summary: { href: string; text: string }[];
  notice: string | undefined;
}

const idOf = (path: string): string => `f-${path.replaceAll('.', '-')}`;

/** "phone.number" → "phone[number]". */
export const inputName = (path: string): string => {
  const [first, ...rest] = path.split('.');
  return `${first}${rest.map((part) => `[${part}]`).join('')}`;
};

/** `stored` are the answers of a form nobody has typed into yet. `link` may give an error a way on. */
export function formView(
  specs: readonly FieldSpec[],
  stored: Answers,
  typed: Typed,
  words: Translator,
  link: (error: Message) => FieldView['errorLink'] = () => undefined,
): FormView {
  const answers = typed.answers ?? stored;
  const fields = specs.map((spec): FieldView => {
    const error = typed.errors[spec.path];
    return {
      ...spec,
      id: idOf(spec.path),
      name: inputName(spec.path),
      // A password is never sent back, not even to whoever typed it.
      value: spec.type === 'password' ? '' : (answers[spec.path] ?? ''),
      error: error && words.say(error),
      errorLink: error && link(error),
    };
  });
  const shown = new Set(specs.map(({ path }) => path));
  const elsewhere = Object.entries(typed.errors).filter(([path]) => !shown.has(path));
  return {
    fields: Object.fromEntries(fields.map((field) => [field.path, field])),
    summary: [
      ...elsewhere.map(([, error]) => ({ href: '#lsn-form', text: words.say(error) })),
      ...fields.flatMap(({ id, error }) => (error ? [{ href: `#${id}`, text: error }] : [])),
    ],
    notice: typed.notice && words.say(typed.notice),
  };
}
