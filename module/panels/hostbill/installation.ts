// An installed HostBill: `includes/config.php`, modules of type Other in `includes/modules/Other/` (hosts.md §2.5). How
// the file names its database settings is not established, so every usual name is looked for, and what was not found
// is said.
import { placeOf, textAt, type PanelKind } from '../installation.js';
import type { PhpSettings } from '../php-settings.js';
import { hostBillApiSetup } from './api-setup.js';
import { RECORD_TABLES } from './probe.js';
import { hostBillTableUses } from './table-uses.js';

const WORDS = {
  host: ['host', 'hostname', 'server'],
  user: ['user', 'username', 'login'],
  password: ['password', 'pass', 'passwd', 'pwd'],
  name: ['name', 'database', 'dbname', 'db'],
  port: ['port'],
  charset: ['charset', 'encoding'],
} as const;
type Wanted = keyof typeof WORDS;

const GROUPS = ['db', 'database', 'mysql', 'mysqli', 'sql'];
const ARRAYS = ['$config', '$conf', '$cfg'];

const MODULE = 'includes/modules/Other/liaison';

export const hostbillKind: PanelKind = {
  panelId: 'hostbill',
  name: 'HostBill',
  configFile: 'includes/config.php',
  bridgeFolder: MODULE,
  // The hook files last: they call what lies in the module's folder.
  bridgeParts: { bridge: MODULE, 'hostbill/bridge': MODULE, 'hostbill/hooks': 'includes/extend/hooks' },
  // The menu's name is inferred.
  switchedOn: 'Extras → Plugins → Liaison → Activate',
  uses: hostBillTableUses,
  passwords: RECORD_TABLES.map((table) => ({ table, column: 'password' })),
  // Privileges, guests and teams, custom fields, groups, departments, tickets, domains, the email log (hosts.md §2.7).
  unshown: {
    like: 'hb\\_%',
    words: /privil|permiss|contact|guest|team|field|group|dep(artmen)?t|ticket|domain|email|mail_?log/,
  },
  api: hostBillApiSetup,

  read(settings) {
    const found = (wanted: Wanted): string | undefined => valueOf(settings, wanted);
    const missing = (['host', 'user', 'password', 'name'] as const).filter(
      (wanted) => found(wanted) === undefined,
    );
    if (missing.length > 0)
      throw new Error(
        `no database ${missing.join(', ')} was found under the usual names (DB_HOST, $config['db']['host'], $db_host …). Install with mysql://…`,
      );
    const notes = (['port', 'charset'] as const).filter((wanted) => found(wanted) === undefined);
    return {
      database: {
        ...placeOf(found('host') ?? '', found('port')),
        user: found('user') ?? '',
        password: found('password') ?? '',
        name: found('name') ?? '',
        tls: undefined,
      },
      charset: found('charset') ?? '',
      notes: notes.map((wanted) => `No database ${wanted} was found there: the usual one is taken`),
    };
  },
};

function valueOf(settings: PhpSettings, wanted: Wanted): string | undefined {
  const keys = keysOf(wanted);
  const found = [...settings.keys()].filter((key) => keys.has(key.toLowerCase()));
  const values = new Set(found.flatMap((key) => textAt(settings, key) ?? []));
  if (values.size > 1) throw new Error(`${found.join(' and ')} say different things`);
  return [...values][0];
}

/** `DB_HOST`, `$db_host`, `$config[db_host]`, `$config[db][host]`, `$db[host]`; in small letters. */
function keysOf(wanted: Wanted): Set<string> {
  const keys = new Set<string>();
  for (const word of WORDS[wanted]) {
    for (const group of GROUPS) {
      for (const flat of [`${group}_${word}`, `${group}${word}`]) {
        keys.add(flat).add(`$${flat}`);
        for (const array of ARRAYS) keys.add(`${array}[${flat}]`);
      }
      keys.add(`$${group}[${word}]`);
      for (const array of ARRAYS) keys.add(`${array}[${group}][${word}]`);
    }
  }
  return keys;
}
