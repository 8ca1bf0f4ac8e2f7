// The owner's mail preferences as tblclients.email_preferences holds them: a JSON object of category → "1" or "0"
// (hosts.md §1.4). Absent means on, and before 7.10 the client always receives (inferred). What is written keeps the
// keys we do not know and the form of those we do.
import type { EmailCategory, MailFlags } from '../panel.js';
import { EMAIL_CATEGORIES } from './schema.js';

/** The column's text; undefined where the panel has no such column. */
type Stored = string | number | null | undefined;
type Values = Record<string, unknown>;

/** There are 64 of them: each is made once, because everybody of a whole panel has one. */
const ALL_FLAGS = Array.from(
  { length: 2 ** EMAIL_CATEGORIES.length },
  (_one, bits) =>
    Object.freeze(
      Object.fromEntries(EMAIL_CATEGORIES.map((category, at) => [category, (bits & (1 << at)) !== 0])),
    ) as MailFlags,
);

export function flagsOf(is: (category: EmailCategory) => boolean): MailFlags {
  let bits = 0;
  for (let at = 0; at < EMAIL_CATEGORIES.length; at += 1)
    if (is(EMAIL_CATEGORIES[at] as EmailCategory)) bits += 1 << at;
  return ALL_FLAGS[bits] as MailFlags;
}

/** All on for an empty column, and for a text in a form that we do not know. */
export function readPreferences(stored: Stored): MailFlags {
  const values = valuesOf(stored) ?? {};
  return flagsOf((category) => isOn(values[category]));
}

/**
 * The text that says `next`, with everything else as it stands in `stored`; undefined when that is in a form that we do
 * not know. An empty column gets all six, so that nothing is left to what the panel makes of a missing key.
 */
export function writePreferences(stored: Stored, next: MailFlags): string | undefined {
  const values = valuesOf(stored);
  if (!values) return undefined;
  const wasEmpty = Object.keys(values).length === 0;
  const sample = EMAIL_CATEGORIES.map((category) => values[category]).find(isKnownForm);
  for (const category of EMAIL_CATEGORIES) {
    const value = values[category];
    if (!wasEmpty && isOn(value) === next[category]) continue;
    values[category] = inFormOf(isKnownForm(value) ? value : sample, next[category]);
  }
  // As PHP writes JSON, so that it fits a column of any charset.
  return JSON.stringify(values).replace(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Its own copy of the object; PHP writes an empty one as `[]`. */
function valuesOf(stored: Stored): Values | undefined {
  if (stored === null || stored === undefined || stored === '') return {};
  const read = parsed(String(stored));
  if (Array.isArray(read)) return read.length === 0 ? {} : undefined;
  return typeof read === 'object' && read !== null ? (read as Values) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isOn = (value: unknown): boolean =>
  value === undefined || value === null || value === '1' || value === 1 || value === true;

const isKnownForm = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

function inFormOf(sample: unknown, on: boolean): unknown {
  if (typeof sample === 'boolean') return on;
  return typeof sample === 'number' ? Number(on) : String(Number(on));
}
