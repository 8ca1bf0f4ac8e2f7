// Which panel lies in this database? Each adapter looks; the first that finds its own answers.
import type { Executor } from '../support/database.js';
import type { Panel } from './panel.js';
import type { PanelApi } from './panel-api.js';
import { openHostBill } from './hostbill/hostbill.js';
import { openWhmcs } from './whmcs/whmcs.js';

type OpenPanel = (on: Executor, api: PanelApi | undefined) => Promise<Panel | undefined>;
const ADAPTERS: readonly OpenPanel[] = [openWhmcs, openHostBill];

/** `api`: how the panel's own API is reached, where it has one. Throws an Error in one line when no panel we know lies there. */
export async function findPanel(on: Executor, api?: PanelApi): Promise<Panel> {
  for (const open of ADAPTERS) {
    const panel = await open(on, api);
    if (panel) return panel;
  }
  throw new Error('No billing panel was found in this database. Is it the database of the panel?');
}
