// A change that a client asks for because the field is locked (K2): open → question → open … → approved or declined.
// One open request per field; asking again edits it. Pure.
import { changesOf } from '../audit/changes.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
import type { Changes } from '../audit/store.js';
import { digest } from '../support/digest.js';
import type { CompanyValues } from './company.js';
import type { CompanyField, FieldRules } from './field-rule.js';

export type RequestState = 'open' | 'question' | 'approved' | 'declined';

/** What staff do with a request, and the state it has then. */
export const ANSWERS = { approve: 'approved', decline: 'declined', question: 'question' } as const;
export type AnswerIntent = keyof typeof ANSWERS;

/** The value of one field; a country comes with its state. */
export type AskedValues = Partial<CompanyValues>;

export interface ChangeRequest {
  id: number;
  clientId: number;
  field: CompanyField;
  state: RequestState;
  /** As it stood when it was asked. */
  old: AskedValues;
  wanted: AskedValues;
  /** Why, in the client's words. */
  reason: string;
  askedBy: string;
  askedAt: Date;
  /** What staff wrote last: a question, or why it was approved or declined. */
  answer: string;
  answeredBy: string;
  answeredAt: Date | undefined;
  version: number;
}

export function isAnswerIntent(text: string): text is AnswerIntent {
  return Object.hasOwn(ANSWERS, text);
}

/** Staff may still answer it, and the client may still edit it. */
export const isWaiting = ({ state }: Pick<ChangeRequest, 'state'>): boolean =>
  state === 'open' || state === 'question';

/** Whether this actor asks for a change of the field instead of making it. Staff never do: they have no locks (K1). */
export function canAskFor(rules: FieldRules, field: CompanyField, actor: Pick<Actor, 'identity'>): boolean {
  return rules[field].rule === 'locked' && !actsForProvider(actor);
}

/** What the next asking must have seen (D3); '0' while nothing is open. */
export const askVersion = (open: ChangeRequest | undefined): string => String(open?.version ?? 0);

export const sameValues = (one: AskedValues, other: AskedValues): boolean =>
  digestOf(one) === digestOf(other);

/** A digest of values that somebody saw: an approval is refused when they are no longer true. */
export function digestOf(values: AskedValues): string {
  const sorted = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digest(sorted);
}

/** For the log: before and after of what differs. */
export const requestChanges = (old: AskedValues, wanted: AskedValues): Changes => changesOf(old, wanted);
