// A folder shaped like an installed WHMCS, beside a sample database with a user of the panel's own; and the state folder
// of an installation.
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { phpText } from '../../module/install/bridge-config.js';
import { SAMPLE_PROFILES, type SampleProfileName } from '../../module/panels/whmcs/sample/schema.js';
import { loadDemoData, type DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import { panelSchema, type TestDatabase } from './panel-database.js';

/** As providers make them, and worse: quotes, a backslash, a dollar, signs of URLs and no ASCII. */
export const PANEL_PASSWORD = `p'a"s\\s$word%41é#€ @:/?&=`;

export interface PanelFolder {
  folder: string;
  state: string;
  bridge: string;
  database: TestDatabase & { name: string; cast: DemoCast };
  /** The panel's own user of the database: "name". */
  user: string;
  /** Words for `liaison install`. */
  install: string[];
  remove(): Promise<void>;
}

export async function panelFolder(profile: SampleProfileName = 'whmcs8'): Promise<PanelFolder> {
  const database = await panelSchema(profile);
  const cast = await loadDemoData(database.knex, SAMPLE_PROFILES[profile]);
  const name = decodeURIComponent(new URL(database.url).pathname.slice(1));
  const user = `panel_${randomUUID().slice(0, 8)}`;
  const account = await makeUser(database, user, PANEL_PASSWORD);
  await database.knex.raw(`GRANT ALL PRIVILEGES ON ??.* TO ${account}`, [name]);

  const root = mkdtempSync(path.join(tmpdir(), 'liaison-panel-'));
  chmodSync(root, 0o755);
  const [folder, state] = [path.join(root, 'whmcs'), path.join(root, 'state')];
  mkdirSync(path.join(folder, 'modules', 'addons', 'other'), { recursive: true });
  writeFileSync(path.join(folder, 'index.php'), '<?php // the panel\n');
  writeFileSync(path.join(folder, 'modules', 'addons', 'other', 'other.php'), '<?php // another addon\n');
  writeFileSync(path.join(folder, 'configuration.php'), configuration(database.url, user, name), {
    mode: 0o600,
  });
  return {
    folder,
    state,
    bridge: path.join(folder, 'modules', 'addons', 'liaison'),
    database: { ...database, name, cast },
    user,
    install: ['install', folder, '--state', state, '--url', 'https://panel.example/liaison'],
    async remove() {
      await database.knex.raw(`DROP USER ${account}`);
      await database.drop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** "'name'@'host'", from where the tests themselves come. */
export async function makeUser({ knex }: TestDatabase, user: string, password: string): Promise<string> {
  const [[row]] = (await knex.raw('SELECT CURRENT_USER() AS account')) as [[{ account: string }]];
  const account = `'${user}'@'${row.account.slice(row.account.lastIndexOf('@') + 1)}'`;
  await knex.raw(`CREATE USER ${account} IDENTIFIED BY ?`, [password]);
  return account;
}

function configuration(url: string, user: string, name: string): string {
  const { hostname, port, searchParams } = new URL(url);
  const socket = searchParams.get('socketPath');
  const host = socket ? `localhost:${socket}` : hostname;
  return `<?php
$license = 'WHMCS-0123456789'; // not ours
$db_host = ${phpText(host)};
$db_port = '${socket ? '' : port}';
$db_username = '${user}';
$db_password = ${phpText(PANEL_PASSWORD)};
$db_name = '${name}';
$cc_encryption_hash = 'never to be printed';
$templates_compiledir = "templates_c/";
$mysql_charset = 'utf8';
`;
}

/** Path → what is there, of everything below a folder: kind, mode, owner, content. */
export function treeOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return Object.fromEntries(
    names.map((name) => {
      const file = path.join(folder, name);
      const found = lstatSync(file);
      const facts = `${(found.mode & 0o7777).toString(8)} ${found.uid}:${found.gid}`;
      return [name, found.isFile() ? `${facts} ${readFileSync(file, 'latin1')}` : facts];
    }),
  );
}
