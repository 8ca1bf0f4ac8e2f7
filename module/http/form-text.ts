// Text fields of forms: trimmed, bounded, and free of what has no place in a line of text. Messages follow one
// pattern: `common:errors.<kind>` with the field's own label, so that every field says the same in the same way.
import { z } from 'zod';

// Control characters, lone surrogates, and the marks that turn the reading direction of what follows (spoofing).
const HOSTILE_LINE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;
const HOSTILE_TEXT = /[\p{Cs}\u202A-\u202E\u2066-\u2069]|(?![\r\n\t])\p{Cc}/u;

const bounded = (label: string, max: number, hostile: RegExp) =>
  z
    .string({ error: 'common:errors.oneValue' })
    .trim()
    .transform((value) => value.normalize('NFC'))
    .superRefine((value, context) => {
      const refuse = (key: string): void => {
        context.addIssue({ code: 'custom', message: `common:errors.${key}`, params: { label, max } });
      };
      if ([...value].length > max) refuse('tooLong');
      else if (hostile.test(value)) refuse('characters');
    });

/** One line, at most `max` characters (code points). `label` is the key of the field's label. */
export const line = (label: string, max: number) => bounded(label, max, HOSTILE_LINE);

/** Several lines, at most `max` characters. */
export const text = (label: string, max: number) => bounded(label, max, HOSTILE_TEXT);
