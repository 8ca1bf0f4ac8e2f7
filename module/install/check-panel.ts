// The doctor on the panel in the database: what it is, what it can hold, its API, our rights on it, its charset. Shapes and
// counts only.
import type { PanelApi } from '../panels/panel-api.js';
import { findPanel } from '../panels/find-panel.js';
import { databaseUrl, type PanelInstallation, type PanelKind } from '../panels/installation.js';
import { kindOf } from '../panels/panel-kinds.js';
import type { Panel } from '../panels/panel.js';
import type { TableUse } from '../panels/table-use.js';
import { openDatabase, type Executor } from '../support/database.js';
import { checkApi } from './check-api.js';
import { checkCapabilities } from './check-capabilities.js';
import type { Found } from './finding.js';
import { readRights } from './rights-store.js';
import { charsetsOf } from './server-store.js';

export async function checkPanel(
  on: Executor,
  api: PanelApi | undefined,
  installation: PanelInstallation | undefined,
  found: Found,
): Promise<void> {
  let panel: Panel;
  try {
    panel = await findPanel(on, api);
  } catch (error) {
    return found('✗', (error as Error).message);
  }
  const { clients, contacts } = await panel.clients.counts(on);
  found('✓', `Panel found: ${panel.description}; ${clients} clients, ${contacts} contacts`);
  checkCapabilities(panel, found);
  const kind = kindOf(panel);
  if (kind.api) await checkApi(kind.api, api, on, found);
  const uses = await usesOf(kind, on, installation, found);
  await checkRights(on, uses, installation?.folder, found);
  await checkCharset(on, uses, installation?.charset ?? '', found);
}

/** As the panel's own user sees its tables, where we know it: one of ours sees only the columns that it was given. */
async function usesOf(
  kind: PanelKind,
  on: Executor,
  installation: PanelInstallation | undefined,
  found: Found,
): Promise<TableUse[]> {
  if (!installation) return kind.uses(on);
  const panels = openDatabase(databaseUrl(installation.database));
  try {
    return await kind.uses(panels);
  } catch {
    // Why is not said: the driver's words may hold the user or the host.
    found(
      '✗',
      `${installation.panelName}'s own access to its database does not work from here: install and uninstall need it`,
    );
    return kind.uses(on);
  } finally {
    await panels.destroy();
  }
}

async function checkRights(
  on: Executor,
  uses: readonly TableUse[],
  folder: string | undefined,
  found: Found,
): Promise<void> {
  const { missing, tooMuch } = await readRights(on, uses);
  const how = `${['liaison doctor', folder ?? [], '--grants'].flat().join(' ')} prints what it needs`;
  if (missing.length > 0) found('✗', `The database user lacks ${missing.join(', ')}: ${how}`);
  else if (tooMuch.length > 0)
    found(
      '▲',
      `The database user may also ${tooMuch.join(', ')} on all tables. One of its own is safer: ${how}`,
    );
  else found('✓', 'The database user has what it needs, and no more on the whole database');
}

async function checkCharset(
  on: Executor,
  uses: readonly TableUse[],
  panels: string,
  found: Found,
): Promise<void> {
  const charsets = await charsetsOf(
    on,
    uses.map(({ table }) => table),
  );
  const written = charsets.join(', ') || 'no text';
  if (panels !== '' && !/^utf-?8/i.test(panels))
    found(
      '▲',
      `The panel itself connects in ${panels}, and we in utf8mb4: compare a name with an accent on both sides`,
    );
  else if (charsets.includes('latin1'))
    found('▲', `Texts of the panel are in ${written}: what does not fit is refused`);
  else found('✓', `Texts of the panel are in ${written}`);
}
