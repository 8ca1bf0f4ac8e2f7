// Reads what was sent with a form's schema, and says everything that is wrong at once.
import { z } from 'zod';
import { InputError, type FieldErrors } from '../support/errors.js';
import { toFieldErrors } from './answers.js';

export type ReadForm<Values> = { ok: true; values: Values } | { ok: false; errors: FieldErrors };

/**
 * A value of the wrong kind ends Zod's run before the rules between fields. The rest is then looked at without it, so
 * that nobody has to send a form twice to hear of two mistakes.
 */
export function readForm<Values>(
  schema: z.ZodType<Values>,
  sent: Readonly<Record<string, unknown>>,
): ReadForm<Values> {
  const first = schema.safeParse(sent);
  if (first.success) return { ok: true, values: first.data };
  const errors = toFieldErrors(first.error);
  const strange = first.error.issues.filter(({ code }) => code !== 'custom').flatMap(strangePaths);
  if (strange.length === 0) return { ok: false, errors };
  const rest = schema.safeParse(strange.reduce(without, sent));
  return { ok: false, errors: { ...(rest.error && toFieldErrors(rest.error)), ...errors } };
}

/** Throws InputError with everything that is wrong. */
export function readOrRefuse<Values>(
  schema: z.ZodType<Values>,
  sent: Readonly<Record<string, unknown>>,
): Values {
  const read = readForm(schema, sent);
  if (!read.ok) throw new InputError(read.errors);
  return read.values;
}

function strangePaths(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

function without(value: Readonly<Record<string, unknown>>, path: PropertyKey[]): Record<string, unknown> {
  const [name, ...deeper] = path.map(String);
  if (name === undefined) return { ...value };
  const { [name]: part, ...others } = value;
  if (deeper.length === 0 || typeof part !== 'object' || part === null) return others;
  return { ...others, [name]: without(part as Record<string, unknown>, deeper) };
}
