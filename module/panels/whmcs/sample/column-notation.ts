// The notation of hosts.md 1.2, made parseable: a table reads as `id i, firstname t, credit d16.2 @8`.
//
//   column = name type ['?'] ['~' | '!'] ['@' version | '<' version]
//   type   = i int · f flag · u unsigned · fu unsigned flag · big · t text · vN varchar · dN.M decimal · date · dt
//   ?      = NULL; everything else is NOT NULL without default, as hosts.md 6 demands
//   ~      = inferred; ! = type invented, because hosts.md records only the name; neither = known
//   @ / <  = only from / only before that version
import { isAtLeast, type SampleProfile } from './sample-profile.js';

export interface SampleTable {
  name: string;
  columns: string;
  unique?: readonly (readonly string[])[];
  /** The first version that has the table. */
  since?: '8';
}

interface SampleColumn {
  name: string;
  type: string;
  nullable: boolean;
  source: 'known' | 'inferred' | 'invented';
  since: string | undefined;
  before: string | undefined;
}

const COLUMN =
  /^(?<name>\w+) (?<type>i|u|f|fu|big|t|date|dt|v\d+|d\d+\.\d+)(?<nullable>\?)?(?<mark>[~!])?(?: @(?<since>[\d.]+)| <(?<before>[\d.]+))?$/;
const SOURCES: Readonly<Record<string, SampleColumn['source']>> = { '~': 'inferred', '!': 'invented' };
const TYPES: Readonly<Record<string, string>> = {
  i: 'int',
  u: 'int unsigned',
  big: 'bigint',
  t: 'text',
  date: 'date',
  dt: 'datetime',
};

// Not utf8mb4_unicode_ci, so that comparing panel text with text of ours can fail here (1267) as it may on a
// real panel (hosts.md 4.1). What WHMCS uses is not established; the others keep their charset's own default,
// because servers differ in the names of utf8mb3 collations.
const COLLATIONS = { utf8mb4: ' COLLATE=utf8mb4_general_ci', utf8mb3: '', latin1: '' } as const;

/** @throws Error when a column is not written in the notation above. */
export function parseColumns(notation: string): SampleColumn[] {
  return notation.split(',').map((part) => {
    const written = part.trim().replaceAll(/\s+/g, ' ');
    const groups = COLUMN.exec(written)?.groups;
    if (!groups) throw new Error(`Not in the column notation: "${written}"`);
    return {
      name: groups['name'] ?? '',
      type: groups['type'] ?? '',
      nullable: groups['nullable'] !== undefined,
      source: SOURCES[groups['mark'] ?? ''] ?? 'known',
      since: groups['since'],
      before: groups['before'],
    };
  });
}

/** The CREATE TABLE statement of one table; each column's COMMENT says known, inferred or invented. */
export function createTableSql(table: SampleTable, profile: SampleProfile): string {
  const columns = parseColumns(table.columns).filter(
    ({ since, before }) =>
      (!since || isAtLeast(profile.version, since)) && (!before || !isAtLeast(profile.version, before)),
  );
  const lines = columns.map((column) => {
    const extra = column.name === 'id' ? ' AUTO_INCREMENT' : '';
    const presence = column.nullable ? 'NULL' : 'NOT NULL';
    return `\`${column.name}\` ${sqlType(column.type, profile)} ${presence}${extra} COMMENT '${column.source}'`;
  });
  if (columns.some(({ name }) => name === 'id')) lines.push('PRIMARY KEY (`id`)');
  for (const key of table.unique ?? []) lines.push(`UNIQUE KEY (${key.map((c) => `\`${c}\``).join(', ')})`);
  const charset = `DEFAULT CHARSET=${profile.charset}${COLLATIONS[profile.charset]}`;
  return `CREATE TABLE \`${table.name}\` (\n  ${lines.join(',\n  ')}\n) ENGINE=InnoDB ${charset}`;
}

function sqlType(type: string, profile: SampleProfile): string {
  const integer = profile.flags === 'tinyint' ? 'tinyint(1)' : 'int';
  if (type === 'f') return integer;
  if (type === 'fu') return `${integer} unsigned`;
  const fixed = TYPES[type];
  if (fixed) return fixed;
  if (type.startsWith('v')) return `varchar(${type.slice(1)})`;
  return `decimal(${type.slice(1).replace('.', ',')})`;
}
