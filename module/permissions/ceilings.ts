// Ceilings (P1): the most a provider lets a client's owner and sub-accounts have. Three levels; a deny at any of them
// wins, so the order only says which one is named first.
import type { DomainFunction, Permission, ServiceFunction } from './catalogue.js';

export const CEILING_LEVELS = ['provider', 'group', 'client'] as const;
export type CeilingLevel = (typeof CEILING_LEVELS)[number];

/** What one level does not allow. What it allows or inherits decides nothing and is not here. */
export interface Ceiling {
  permissions: ReadonlySet<Permission>;
  serviceFunctions: ReadonlySet<ServiceFunction>;
  domainFunctions: ReadonlySet<DomainFunction>;
  departments: ReadonlySet<number>;
}

export type Ceilings = Readonly<Record<CeilingLevel, Ceiling>>;

export const OPEN_CEILING: Ceiling = {
  permissions: new Set(),
  serviceFunctions: new Set(),
  domainFunctions: new Set(),
  departments: new Set(),
};

export const NO_CEILINGS: Ceilings = { provider: OPEN_CEILING, group: OPEN_CEILING, client: OPEN_CEILING };

/** The levels that deny something, in P5's order. */
export function levelsThat(ceilings: Ceilings, denies: (ceiling: Ceiling) => boolean): CeilingLevel[] {
  return CEILING_LEVELS.filter((level) => denies(ceilings[level]));
}

export function isDenied(ceilings: Ceilings, denies: (ceiling: Ceiling) => boolean): boolean {
  return levelsThat(ceilings, denies).length > 0;
}
