// Which panel lies in this database? Each adapter looks; the first that finds its own answers.
import type { Executor } from '../support/database.js';
import type { Panel } from './panel.js';
import { openWhmcs } from './whmcs/whmcs.js';

const ADAPTERS: readonly ((on: Executor) => Promise<Panel | undefined>)[] = [openWhmcs];

/** Throws an Error in one line when no panel we know lies there. */
export async function findPanel(on: Executor): Promise<Panel> {
  for (const open of ADAPTERS) {
    const panel = await open(on);
    if (panel) return panel;
  }
  throw new Error('No billing panel was found in this database. Is it the database of the panel?');
}
