// The panels whose every byte is compared: both eras of WHMCS, each with InnoDB and with MyISAM tables (era 7 in utf8mb3),
// and HostBill; all of them with a trigger, a foreign key, a routine, an event and a view that are the panel's own.
import type { Knex } from 'knex';
import type { SampleProfileName } from '../../module/panels/whmcs/sample/schema.js';
import { hostBillFolder } from './hostbill-folder.js';
import { panelFolder, type PanelFolder } from './panel-folder.js';

export interface PanelVariant {
  name: string;
  make(): Promise<PanelFolder>;
}

export const VARIANTS: readonly PanelVariant[] = [
  { name: 'whmcs7, utf8mb3, InnoDB', make: () => whmcs('whmcs7') },
  { name: 'whmcs7, utf8mb3, MyISAM', make: () => whmcs('whmcs7', 'MyISAM') },
  { name: 'whmcs8, utf8mb4, InnoDB', make: () => whmcs('whmcs8') },
  { name: 'whmcs8, utf8mb4, MyISAM', make: () => whmcs('whmcs8', 'MyISAM') },
  { name: 'hostbill', make: hostBill },
];

async function whmcs(profile: SampleProfileName, engine?: 'MyISAM'): Promise<PanelFolder> {
  const panel = await panelFolder(profile);
  const { knex } = panel.database;
  const tables = (await knex('information_schema.tables')
    .whereRaw('table_schema = DATABASE()')
    .pluck('table_name')) as string[];
  if (engine) for (const name of tables) await knex.raw(`ALTER TABLE ?? ENGINE = ${engine}`, [name]);
  await plantOwnThings(knex, 'tblclients');
  return panel;
}

async function hostBill(): Promise<PanelFolder> {
  const panel = await hostBillFolder();
  await plantOwnThings(panel.database.knex, 'hb_client_details');
  return { ...panel, install: [...panel.install, ...panel.apiWords] };
}

/** What a panel or another addon may have made there, and we must neither break nor take away. */
export async function plantOwnThings(knex: Knex, table: string): Promise<void> {
  await knex.raw('CREATE TRIGGER panel_own AFTER UPDATE ON ?? FOR EACH ROW SET @panel_own = NEW.id', [table]);
  await knex.raw('CREATE PROCEDURE panel_own() SELECT 1');
  await knex.raw('CREATE FUNCTION panel_own_too() RETURNS INT DETERMINISTIC RETURN 1');
  await knex.raw("CREATE EVENT panel_own ON SCHEDULE EVERY 1 DAY STARTS '2020-01-01' DO SELECT 1");
  await knex.raw('CREATE VIEW panel_own AS SELECT id FROM ??', [table]);
  await knex.raw('CREATE TABLE panel_parent (id INT PRIMARY KEY AUTO_INCREMENT) ENGINE = InnoDB');
  await knex.raw(`CREATE TABLE panel_child (id INT PRIMARY KEY AUTO_INCREMENT, parent INT NULL,
    CONSTRAINT panel_own FOREIGN KEY (parent) REFERENCES panel_parent (id)) ENGINE = InnoDB`);
  await knex('panel_parent').insert({ id: 41 });
  await knex('panel_child').insert({ id: 7, parent: 41 });
}
