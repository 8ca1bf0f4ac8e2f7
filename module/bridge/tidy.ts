// What becomes of our rows when the panel deletes a contact or a client on its own screens: told by a hook at once, and
// found by the sweep where no hook came. Nobody's word is taken for it: whether they are gone is looked up under the lock.
import type { KnexAuditStore } from '../audit/store.js';
import type { Panel } from '../panels/panel.js';
import type { WithClientLock } from '../support/client-lock.js';
import type { Executor } from '../support/database.js';
import type { KnexTidyStore } from './tidy-store.js';

export interface Tidy {
  /** What we keep of contacts that the panel no longer has; how many were taken out. */
  contacts(clientId: number): Promise<number>;
  /** What we keep of this client, if the panel no longer has it. */
  client(clientId: number): Promise<void>;
  /** The next clients in turn; false when it has been round. */
  sweep(): Promise<boolean>;
}

const AT_A_TIME = 200;

export function createTidy(deps: {
  panel: Pick<Panel, 'clients' | 'contacts'>;
  rows: KnexTidyStore;
  audit: KnexAuditStore;
  withClientLock: WithClientLock;
  on: Executor;
}): Tidy {
  const { panel, rows, audit, withClientLock, on } = deps;

  async function goneFrom(clientId: number, executor: Executor): Promise<number[]> {
    const kept = await rows.contactIds(clientId, executor);
    if (kept.length === 0) return [];
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

  let after = 0;
  return {
    contacts,
    client,
    async sweep() {
      const next = await rows.clientIds(after, AT_A_TIME, on);
      for (const clientId of next) {
        if (await panel.clients.find(clientId, on)) await contacts(clientId);
        else await client(clientId);
      }
      after = next.at(-1) ?? 0;
      return next.length === AT_A_TIME;
    },
  };
}
