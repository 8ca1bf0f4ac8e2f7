// Mail preferences set by hand (N2), as rows of ours; what comes from types is never stored. The contact's companion row
// must exist, and takes these along when it goes.
import { fromSqlTime, toSqlTime } from '../support/clock.js';
import { expectRows, type Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import { EMAIL_CATEGORIES, type EmailCategory } from './notice.js';
import type { Override, Overrides } from './preference.js';

interface OverrideRow {
  client_id: number;
  contact_id: number;
  category: EmailCategory;
  state: 'on' | 'off';
  set_at: string | null;
}

export class KnexOverrideStore {
  async find(clientId: number, contactId: number, on: Executor): Promise<Overrides> {
    return (await this.list(clientId, on)).get(contactId) ?? {};
  }

  /** By contact; who set nothing by hand has no entry. */
  async list(clientId: number, on: Executor): Promise<Map<number, Overrides>> {
    return (await this.listMany([clientId], on)).get(clientId) ?? new Map<number, Overrides>();
  }

  /** By client, then by contact. */
  async listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, Map<number, Overrides>>> {
    const rows = (await on(table('category_overrides'))
      .whereIn('client_id', clientIds)
      .select('client_id', 'contact_id', 'category', 'state', 'set_at')) as OverrideRow[];
    const found = new Map<number, Map<number, Overrides>>();
    for (const row of rows) {
      if (!EMAIL_CATEGORIES.includes(row.category)) continue;
      const contacts = found.get(row.client_id) ?? new Map<number, Overrides>();
      contacts.set(row.contact_id, { ...contacts.get(row.contact_id), [row.category]: toOverride(row) });
      found.set(row.client_id, contacts);
    }
    return found;
  }

  /** Writes what differs from `seen`, which must still be there: callers read it under the client's lock. */
  async put(
    clientId: number,
    contactId: number,
    { seen, next, by }: { seen: Overrides; next: Overrides; by: string },
    tx: Executor,
  ): Promise<void> {
    for (const category of EMAIL_CATEGORIES) {
      const [was, is] = [seen[category], next[category]];
      if (was?.on === is?.on && was?.since?.getTime() === is?.since?.getTime()) continue;
      const key = { client_id: clientId, contact_id: contactId, category };
      const asSeen = tx(table('category_overrides')).where({ ...key, state: stateOf(was) });
      const values = {
        state: stateOf(is),
        set_by: by.slice(0, 255),
        set_at: is?.since ? toSqlTime(is.since) : null,
      };
      if (!was) await tx(table('category_overrides')).insert({ ...key, ...values });
      else expectRows(await (is ? asSeen.update(values) : asSeen.delete()), 1, 'preference by hand written');
    }
  }
}

const stateOf = (override: Override | undefined): 'on' | 'off' => (override?.on ? 'on' : 'off');

const toOverride = ({ state, set_at }: OverrideRow): Override => ({
  on: state === 'on',
  since: fromSqlTime(set_at),
});
