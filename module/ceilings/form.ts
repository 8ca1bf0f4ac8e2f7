// The form of ceilings (AD5): a choice per line. What the form leaves out stays what it is. Pure.
import { z } from 'zod';
import type { Answers } from '../http/page.js';
import type { CeilingKind, CeilingLine } from '../permissions/ceiling-store.js';
import type { CeilingLevel } from '../permissions/ceilings.js';
import {
  choiceOf,
  choicesAt,
  fieldPath,
  isSameLine,
  lineFor,
  lineKeys,
  type Choice,
  type LineKey,
} from './ceiling-line.js';
import type { LevelState } from './level.js';

export interface TypedCeilings {
  /** All lines of the level, as they are to be. */
  lines: CeilingLine[];
  /** Of the preview that was looked at; '' for none. */
  seen: string;
}

type Sent = Record<CeilingKind, Record<string, Choice>>;

export function ceilingsForm({ level, departments }: LevelState): z.ZodType<TypedCeilings> {
  const keys = lineKeys(departments);
  const choice = z.enum(choicesAt(level.level), { error: 'ceilings:errors.choice' });
  const kind = (wanted: CeilingKind) =>
    z
      .strictObject(
        Object.fromEntries(
          keys
            .filter((key) => key.kind === wanted)
            .map((key) => [nameIn(key), choice.default(choiceOf(level.lines, key, level.level))]),
        ),
      )
      .prefault({});
  return z
    .strictObject({
      permission: kind('permission'),
      service: kind('service'),
      domain: kind('domain'),
      department: kind('department'),
      seen: z.string({ error: 'common:errors.oneValue' }).max(40).default(''),
    })
    .transform(({ seen, ...sent }) => ({ seen, lines: linesOf(sent, keys, level) }));
}

/** Every choice by its path in the form. */
export function ceilingsAnswers(
  lines: readonly CeilingLine[],
  keys: readonly LineKey[],
  level: CeilingLevel,
): Answers {
  return Object.fromEntries(keys.map((key) => [fieldPath(key), choiceOf(lines, key, level)]));
}

const nameIn = (key: LineKey): string => fieldPath(key).split('.')[1] as string;

// Lines about what the form does not show (a department that is gone) are kept.
function linesOf(sent: Sent, keys: readonly LineKey[], { level, lines }: LevelState['level']): CeilingLine[] {
  return [
    ...keys.flatMap((key) => lineFor(key, sent[key.kind][nameIn(key)] as Choice, level)),
    ...lines.filter((line) => !keys.some((key) => isSameLine(key, line))),
  ];
}
