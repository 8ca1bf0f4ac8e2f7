// A folder shaped like an installed HostBill, as far as it is known, beside a sample database and the stand-in of its API.
import { phpText } from '../../module/install/bridge-config.js';
import type { FakeApi } from '../../module/panels/hostbill/sample/fake-api.js';
import type { HostBillProfileName } from '../../module/panels/hostbill/sample/schema.js';
import { peopledHostBill } from './hostbill-panel.js';
import { folderFor, PANEL_PASSWORD, type PanelFolder, type PanelLayout } from './panel-folder.js';

const HOSTBILL: PanelLayout = {
  folder: 'hostbill',
  bridge: 'includes/modules/Other/liaison',
  configFile: 'includes/config.php',
  // How it names them is not established: one of the usual ways.
  configuration: ({ host, port, user, name }) => `<?php
define('DB_HOST', ${phpText(host)});
define('DB_PORT', '${port}');
define('DB_USER', '${user}');
define('DB_PASS', ${phpText(PANEL_PASSWORD)});
define('DB_NAME', '${name}');
define('ENCRYPTION_KEY', 'never to be printed');
`,
  others: [
    'index.php',
    'includes/modules/Other/other/class.other.php',
    'includes/extend/hooks/after_clientadded_10.php',
  ],
};

export interface HostBillFolder extends PanelFolder {
  api: FakeApi;
  /** The API in the words of `liaison install`. */
  apiWords: string[];
}

export async function hostBillFolder(profile: HostBillProfileName = 'hostbill'): Promise<HostBillFolder> {
  const database = await peopledHostBill(profile);
  const { api } = database;
  const { url, id, key } = api.settings;
  return {
    ...(await folderFor(database, HOSTBILL)),
    api,
    apiWords: ['--api-url', url, '--api-id', id, '--api-key', key],
  };
}
