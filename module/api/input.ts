// A body read with the schema of the form it stands for, so that page and API refuse in the same words.
import type { z } from 'zod';
import { readOrRefuse } from '../http/read-form.js';
import { MalformedError } from './endpoint.js';

/** Throws InputError with a message per field, or MalformedError when it is no JSON object. */
export function readBody<Values>(schema: z.ZodType<Values>, body: unknown): Values {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new MalformedError('json');
  return readOrRefuse(schema, body as Record<string, unknown>);
}
