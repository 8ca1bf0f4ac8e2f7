// What came in with a form: the envelope taken off, the answers as texts to show again, and faults as field errors.
import { z } from 'zod';
import type { FieldErrors, Message } from '../support/errors.js';
import type { Answers, Envelope } from './page.js';

type Body = Record<string, unknown>;

const short = z.string().max(200).catch('');
const envelopeSchema = z.object({ version: short, requestKey: short, intent: short });
const ENVELOPE = new Set(['_csrf', 'version', 'requestKey', 'intent', 'choice', 'base']);

export interface Submission {
  envelope: Envelope;
  /** The fields alone, nested as they came. */
  fields: Body;
  /** The conflict page's choices: path → "theirs" or "mine". */
  choices: Answers;
  /** What the form held when it was first shown, to tell who changed what. */
  base: Answers;
}

export function readSubmission(body: unknown): Submission {
  const all = isObject(body) ? body : {};
  return {
    envelope: envelopeSchema.parse(all),
    fields: Object.fromEntries(Object.entries(all).filter(([name]) => !ENVELOPE.has(name))),
    choices: flatten(isObject(all['choice']) ? all['choice'] : {}),
    base: readBase(all['base']),
  };
}

function readBase(text: unknown): Answers {
  if (typeof text !== 'string' || text.length > 20_000) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? flatten(value) : {};
  } catch {
    return {};
  }
}

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 50 && value.every((part) => typeof part === 'string');

/** `{phone: {number: '1'}}` → `{'phone.number': '1'}`; ticked boxes `['a', 'b']` → `'a,b'`. Whatever is no text is left out: it cannot be shown again. */
export function flatten(value: Body, prefix = ''): Answers {
  const answers: Answers = {};
  for (const [name, part] of Object.entries(value)) {
    if (!/^[a-z][a-z0-9]*$/i.test(name) || Object.hasOwn(Object.prototype, name)) continue;
    if (typeof part === 'string') answers[`${prefix}${name}`] = part;
    else if (isTextList(part)) answers[`${prefix}${name}`] = part.filter((text) => text !== '').join(',');
    else if (isObject(part) && prefix.split('.').length < 4)
      Object.assign(answers, flatten(part, `${prefix}${name}.`));
  }
  return answers;
}

/** The way back: `{'phone.number': '1'}` → `{phone: {number: '1'}}`. */
export function unflatten(answers: Answers): Body {
  const body: Body = {};
  for (const [path, value] of Object.entries(answers)) {
    const names = path.split('.');
    const last = names.pop() as string;
    let at = body;
    for (const name of names) {
      const part = Object.hasOwn(at, name) ? at[name] : undefined;
      const inner: Body = isObject(part) ? part : {};
      at[name] = inner;
      at = inner;
    }
    at[last] = value;
  }
  return body;
}

/** One message per field, the first that was found. Faults of the form as a whole stand under "". */
export function toFieldErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.');
    errors[path] ??= messageOf(issue);
  }
  return errors;
}

function messageOf(issue: z.core.$ZodIssue): Message {
  if (issue.code === 'unrecognized_keys') {
    return { key: 'common:errors.unknownFields', params: { names: issue.keys.join(', ').slice(0, 200) } };
  }
  if (issue.code === 'custom' && issue.params) {
    return { key: issue.message, params: issue.params as Record<string, string | number> };
  }
  // The schema's own texts ("Invalid input: expected …") are no words of ours.
  return { key: /^[a-z-]+:[A-Za-z.-]+$/.test(issue.message) ? issue.message : 'common:errors.oneValue' };
}
