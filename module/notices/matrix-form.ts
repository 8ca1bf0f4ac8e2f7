// What the form of "who gets what by contact" sends (CL12): for each contact what was shown, the boxes that are ticked,
// and whether it is to follow its types again.
import { z } from 'zod';
import { line, reasonText } from '../http/form-text.js';
import type { Answers } from '../http/page.js';
import { PAGE_SIZE } from '../http/pagination.js';
import { rowName, type TypedRow } from './matrix.js';
import { EMAIL_CATEGORIES, type EmailCategory } from './notice.js';
import { SHOWN } from './shown-preferences.js';

export interface MatrixAnswers {
  rows: TypedRow[];
  /** Of the preview that was shown; '' when none was. */
  seen: string;
  reason: string;
}

const ONE_VALUE = { error: 'common:errors.oneValue' };
const contactName = z.string().regex(/^c\d{1,10}$/, ONE_VALUE);

const sent = z.strictObject({
  shown: z
    .record(contactName, z.string().length(EMAIL_CATEGORIES.length, ONE_VALUE).regex(SHOWN, ONE_VALUE))
    .refine((shown) => Object.keys(shown).length <= PAGE_SIZE, ONE_VALUE),
  mail: z.record(contactName, z.array(z.enum(EMAIL_CATEGORIES, ONE_VALUE), ONE_VALUE), ONE_VALUE).default({}),
  reset: z.array(contactName, ONE_VALUE).default([]),
  seen: line('notices:conflict.seen', 40).default(''),
  reason: reasonText,
});

export const matrixForm: z.ZodType<MatrixAnswers> = sent.transform(
  ({ shown, mail, reset, seen, reason }) => ({
    rows: Object.entries(shown).map(([name, letters]) => rowOf(name, letters, mail[name] ?? [], reset)),
    seen,
    reason,
  }),
);

/** The same from answers that were refused, as they are shown again. */
export function typedRows(answers: Answers): TypedRow[] {
  const reset = (answers['reset'] ?? '').split(',');
  return Object.entries(answers).flatMap(([path, letters]) => {
    const [group, name = ''] = path.split('.');
    if (group !== 'shown' || !contactName.safeParse(name).success) return [];
    const ticked = (answers[`mail.${name}`] ?? '').split(',');
    return [
      rowOf(
        name,
        letters,
        EMAIL_CATEGORIES.filter((category) => ticked.includes(category)),
        reset,
      ),
    ];
  });
}

const rowOf = (
  name: string,
  letters: string,
  ticked: readonly EmailCategory[],
  reset: readonly string[],
): TypedRow => ({ contactId: Number(name.slice(1)), letters, ticked, reset: reset.includes(name) });

/** The rows as hidden fields. */
export const carriedRows = (rows: readonly TypedRow[]): { name: string; value: string }[] =>
  rows.flatMap((row) => {
    const name = rowName(row);
    return [
      { name: `shown[${name}]`, value: row.letters },
      ...row.ticked.map((category) => ({ name: `mail[${name}][]`, value: category })),
      ...(row.reset ? [{ name: 'reset[]', value: name }] : []),
    ];
  });
