// Which level a ceiling is of, and what the levels above it say. Pure.
import type { Department } from '../panels/panel-hosting.js';
import type { CeilingLine } from '../permissions/ceiling-store.js';
import type { CeilingLevel } from '../permissions/ceilings.js';
import { digest } from '../support/digest.js';

export interface LevelRef {
  level: CeilingLevel;
  /** 0 for the provider. */
  id: number;
}

export interface Level extends LevelRef {
  /** What the group or the client is called; '' for the provider, and for a group that is gone. */
  name: string;
  lines: CeilingLine[];
}

export interface LevelState {
  level: Level;
  /** The provider first. */
  above: Level[];
  departments: Department[];
  /** Changes with everything that the page says (D3). */
  version: string;
}

export const PROVIDER_LEVEL: LevelRef = { level: 'provider', id: 0 };

/** Rows come in no order. */
export function versionOf(levels: readonly Level[]): string {
  return digest(
    levels.map(({ level, id, lines }) => [
      level,
      id,
      lines.map(({ kind, name, allowed }) => `${kind} ${name} ${allowed}`).toSorted(),
    ]),
  );
}

/** For the log, to be put into words by whoever reads it: "provider", "group:Resellers". */
export function levelText({ level, name }: Pick<Level, 'level' | 'name'>): string {
  return level === 'provider' ? level : `${level}:${name}`;
}
