// What becomes of our rows when the panel deletes a contact or a client on its own screens: told by a hook at once, and
// found by the sweep where no hook came. Nobody's word is taken for it: whether they are gone is looked up under the lock.
import type { KnexAuditStore } from '../audit/store.js';
import type { Panel } from '../panels/panel.js';
import type { WithClientLock } from '../support/client-lock.js';
import type { Executor } from '../support/database.js';
import type { Log } from '../support/log.js';
import type { KnexTidyStore } from './tidy-store.js';

export interface Tidy {
  /** What we keep of contacts that the panel no longer has; how many were taken out. */
  contacts(clientId: number): Promise<number>;
  /** What we keep of this client, if the panel no longer has it. */
  client(clientId: number): Promise<void>;
  /**
   * The next clients in turn; false when it has been round. Where most of them are gone at once nothing is taken out: the
   * panel is rather being restored, or is not the one that we know.
   */
  sweep(): Promise<boolean>;
}

const AT_A_TIME = 200;
/** So many may be gone at once without a doubt. */
const FEW = 20;

export function createTidy(deps: {
  panel: Pick<Panel, 'clients' | 'contacts' | 'capabilities'>;
  rows: KnexTidyStore;
  audit: KnexAuditStore;
  withClientLock: WithClientLock;
  log: Log;
  on: Executor;
}): Tidy {
  const { panel, rows, audit, withClientLock, log, on } = deps;

  async function goneFrom(clientId: number, executor: Executor, known?: number[]): Promise<number[]> {
    const kept = known ?? (await rows.contactIds(clientId, executor));
    // A panel that cannot show its contacts has not deleted them.
    if (kept.length === 0 || !panel.capabilities.contacts.on) return [];
    const there = new Set((await panel.contacts.list(clientId, kept, executor)).map((one) => one.contactId));
    return kept.filter((contactId) => !there.has(contactId));
  }

  async function contacts(clientId: number): Promise<number> {
    if ((await goneFrom(clientId, on)).length === 0) return 0;
    return withClientLock(clientId, async (tx) => {
      const gone = await goneFrom(clientId, tx);
      for (const contactId of gone) {
        await rows.removeContact(clientId, contactId, tx);
        const entry = { clientId, contactId, name: `#${contactId}`, changes: {}, reason: '' };
        await audit.record('server', { requestId: '', ip: '' }, { ...entry, action: 'contact.deleted' }, tx);
      }
      return gone.length;
    });
  }

  async function client(clientId: number): Promise<void> {
    if (await panel.clients.find(clientId, on)) return;
    await withClientLock(clientId, async (tx) => {
      if (await panel.clients.find(clientId, tx)) return;
      await rows.removeClient(clientId, tx);
    });
  }

  /** What we keep of a client, and how much of that is gone; the client itself counts too. */
  async function look(clientId: number): Promise<Look> {
    const contactIds = await rows.contactIds(clientId, on);
    const kept = contactIds.length + 1;
    if (!(await panel.clients.find(clientId, on))) return { clientId, kept, gone: kept };
    return { clientId, kept, gone: (await goneFrom(clientId, on, contactIds)).length };
  }

  let after = 0;
  return {
    contacts,
    client,
    async sweep() {
      const next = await rows.clientIds(after, AT_A_TIME, on);
      const looks: Look[] = [];
      for (const clientId of next) looks.push(await look(clientId));
      const gone = total(looks.map((one) => one.gone));
      if (gone > FEW && gone > total(looks.map(({ kept }) => kept)) / 2)
        log.warn('most of what the panel had is gone: nothing was tidied', { count: gone });
      else
        for (const one of looks.filter(({ gone: some }) => some > 0))
          await (one.gone === one.kept ? client(one.clientId) : contacts(one.clientId));
      after = next.at(-1) ?? 0;
      return next.length === AT_A_TIME;
    },
  };
}

interface Look {
  clientId: number;
  kept: number;
  gone: number;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
