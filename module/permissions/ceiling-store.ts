// Ceilings in our table: what a provider allows and does not, per level. Only denies decide (P1).
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import {
  DOMAIN_FUNCTIONS,
  isPermission,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type ServiceFunction,
} from './catalogue.js';
import { OPEN_CEILING, type Ceiling, type CeilingLevel, type Ceilings } from './ceilings.js';

const CEILING_KINDS = ['permission', 'service', 'domain', 'department'] as const;
export type CeilingKind = (typeof CEILING_KINDS)[number];

/** A line of one level; what has no line is inherited. `name` is a key of the catalogue, or a department's id. */
export interface CeilingLine {
  kind: CeilingKind;
  name: string;
  allowed: boolean;
}

interface CeilingRow {
  level: CeilingLevel;
  level_id: number;
  kind: CeilingKind;
  name: string;
  allowed: number;
}

export class KnexCeilingStore {
  /** Those that apply to a client, in one query. */
  async forClient(clientId: number, groupId: number | undefined, on: Executor): Promise<Ceilings> {
    const found = await this.forClients(new Map([[clientId, groupId]]), on);
    return found.get(clientId) as Ceilings;
  }

  /** The same for many clients (client → its group), in one query too. */
  async forClients(
    groups: ReadonlyMap<number, number | undefined>,
    on: Executor,
  ): Promise<ReadonlyMap<number, Ceilings>> {
    const groupIds = new Set([...groups.values()].filter((id) => id !== undefined));
    const rows = (await on(table('ceilings'))
      .where({ level: 'provider', level_id: 0 })
      .orWhere((one) => void one.where('level', 'group').whereIn('level_id', [...groupIds]))
      .orWhere(
        (one) => void one.where('level', 'client').whereIn('level_id', [...groups.keys()]),
      )) as CeilingRow[];
    const byLevel = new Map<string, CeilingRow[]>();
    for (const row of rows) {
      const key = levelKey(row.level, row.level_id);
      byLevel.set(key, [...(byLevel.get(key) ?? []), row]);
    }
    const ceilings = new Map([...byLevel].map(([key, lines]) => [key, ceilingOf(lines)]));
    const at = (level: CeilingLevel, id: number | undefined): Ceiling =>
      (id === undefined ? undefined : ceilings.get(levelKey(level, id))) ?? OPEN_CEILING;
    return new Map(
      [...groups].map(([clientId, groupId]) => [
        clientId,
        { provider: at('provider', 0), group: at('group', groupId), client: at('client', clientId) },
      ]),
    );
  }

  async lines(level: CeilingLevel, levelId: number, on: Executor): Promise<CeilingLine[]> {
    const rows = (await on(table('ceilings')).where({ level, level_id: levelId })) as CeilingRow[];
    return rows.map(({ kind, name, allowed }) => ({ kind, name, allowed: allowed === 1 }));
  }

  /** Replaces a level's lines. */
  async write(
    level: CeilingLevel,
    levelId: number,
    lines: readonly CeilingLine[],
    tx: Executor,
  ): Promise<void> {
    const key = { level, level_id: levelId };
    await tx(table('ceilings')).where(key).delete();
    if (lines.length === 0) return;
    await tx(table('ceilings')).insert(
      lines.map((line) => ({ ...key, ...line, allowed: line.allowed ? 1 : 0 })),
    );
  }
}

const levelKey = (level: CeilingLevel, id: number): string => `${level} ${id}`;

/** What lines do not allow. Names that nobody knows decide nothing. */
export function ceilingOf(
  lines: readonly (Omit<CeilingLine, 'allowed'> & { allowed: number | boolean })[],
): Ceiling {
  const denied = (wanted: CeilingKind): string[] =>
    lines.filter(({ kind, allowed }) => kind === wanted && !allowed).map(({ name }) => name);
  if (lines.every(({ allowed }) => allowed)) return OPEN_CEILING;
  const among = <T extends string>(words: readonly T[], names: string[]): Set<T> =>
    new Set(words.filter((word) => names.includes(word)));
  return {
    permissions: new Set(denied('permission').filter(isPermission)),
    serviceFunctions: among<ServiceFunction>(SERVICE_FUNCTIONS, denied('service')),
    domainFunctions: among<DomainFunction>(DOMAIN_FUNCTIONS, denied('domain')),
    departments: new Set(denied('department').map(Number)),
  };
}
