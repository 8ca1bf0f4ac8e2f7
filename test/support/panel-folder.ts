// A folder shaped like an installed panel, beside a sample database with a user of the panel's own; and the state folder of
// an installation.
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
import type { SampleProfileName } from '../../module/panels/whmcs/sample/schema.js';
import type { DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import { makeUser } from './database-user.js';
import { peopledPanel, type TestDatabase } from './panel-database.js';

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

/** How a panel's own folder looks. */
export interface PanelLayout {
  folder: string;
  bridge: string;
  configFile: string;
  /** `host`: as PHP takes it. */
  configuration(access: { host: string; port: string; user: string; name: string }): string;
  others: readonly string[];
}

const WHMCS: PanelLayout = {
  folder: 'whmcs',
  bridge: 'modules/addons/liaison',
  configFile: 'configuration.php',
  configuration: ({ host, port, user, name }) => `<?php
$license = 'WHMCS-0123456789'; // not ours
$db_host = ${phpText(host)};
$db_port = '${port}';
$db_username = '${user}';
$db_password = ${phpText(PANEL_PASSWORD)};
$db_name = '${name}';
$cc_encryption_hash = 'never to be printed';
$templates_compiledir = "templates_c/";
$mysql_charset = 'utf8';
`,
  others: ['index.php', 'modules/addons/other/other.php'],
};

export const panelFolder = async (profile: SampleProfileName = 'whmcs8'): Promise<PanelFolder> =>
  folderFor(await peopledPanel(profile), WHMCS);

export async function folderFor(
  database: TestDatabase & { cast: DemoCast },
  layout: PanelLayout,
): Promise<PanelFolder> {
  const name = decodeURIComponent(new URL(database.url).pathname.slice(1));
  const user = `panel_${randomUUID().slice(0, 8)}`;
  const account = await makeUser(database.knex, user, PANEL_PASSWORD);
  await database.knex.raw(`GRANT ALL PRIVILEGES ON ??.* TO ${account}`, [name]);

  const root = mkdtempSync(path.join(tmpdir(), 'liaison-panel-'));
  chmodSync(root, 0o755);
  const [folder, state] = [path.join(root, layout.folder), path.join(root, 'state')];
  const put = (file: string, text: string, mode = 0o644): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text, { mode });
  };
  for (const file of layout.others) put(file, `<?php // the panel's own: ${file}\n`);
  put(layout.configFile, layout.configuration({ ...placeIn(database.url), user, name }), 0o600);
  return {
    folder,
    state,
    bridge: path.join(folder, layout.bridge),
    database: { ...database, name },
    user,
    install: ['install', folder, '--state', state, '--url', 'https://panel.example/liaison'],
    async remove() {
      await database.knex.raw(`DROP USER ${account}`);
      await database.drop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function placeIn(url: string): { host: string; port: string } {
  const { hostname, port, searchParams } = new URL(url);
  const socket = searchParams.get('socketPath');
  return socket ? { host: `localhost:${socket}`, port: '' } : { host: hostname, port };
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
