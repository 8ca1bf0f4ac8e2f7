// Text fields of forms: trimmed, bounded, and free of what has no place in a line of text. Messages follow one
// pattern: `common:errors.<kind>` with the field's own label, so that every field says the same in the same way.
import { z } from 'zod';

// Control characters, lone surrogates, and the marks that turn the reading direction of what follows (spoofing).
const HOSTILE_LINE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;
const HOSTILE_TEXT = /[\p{Cs}\u202A-\u202E\u2066-\u2069]|(?![\r\n\t])\p{Cc}/u;

function bounded(label: string, max: number, hostile: RegExp, kept: string | undefined) {
  const clean = (typed: string): string => {
    // Browsers send every line break of a textarea as CR LF, whatever it held.
    const trimmed = typed.trim().replace(/\r\n?/g, '\n');
    // At most 4 UTF-16 units become one character. What is longer is refused as it is: to put thousands of combining
    // marks in order takes seconds.
    return trimmed.length > max * 4 ? trimmed : trimmed.normalize('NFC');
  };
  return z
    .string({ error: 'common:errors.oneValue' })
    .transform((typed) => {
      const value = clean(typed);
      return kept !== undefined && value === clean(kept) ? kept : value;
    })
    .superRefine((value, context) => {
      const refuse = (key: string): void => {
        context.addIssue({ code: 'custom', message: `common:errors.${key}`, params: { label, max } });
      };
      if (value === kept) return;
      if (value.length > max * 2 || [...value].length > max) refuse('tooLong');
      else if (hostile.test(value)) refuse('characters');
    });
}

/**
 * One line, at most `max` characters (code points). `label` is the key of the field's label. `kept` is what stands
 * stored: left as it was, it is given back as it is, however it came there.
 */
export const line = (label: string, max: number, kept?: string) => bounded(label, max, HOSTILE_LINE, kept);

/** Why something is changed, as staff may say it for the log. */
export const reasonText = line('common:reason', 500).default('');

/** Several lines, at most `max` characters. */
export const text = (label: string, max: number, kept?: string) => bounded(label, max, HOSTILE_TEXT, kept);
