// What the API changed while a transaction of ours is open. HostBill writes on a connection of its own, so the snapshot
// of our transaction still shows the record as it was: what was read back through the API stands in for it until the end.
import type { Executor } from '../../support/database.js';
import type { PanelContact } from '../panel.js';

interface Written {
  clientId: number;
  /** Undefined for one that is gone. */
  contact: PanelContact | undefined;
}

export class WrittenContacts {
  private readonly byTransaction = new WeakMap<object, Map<number, Written>>();

  /** Outside a transaction every look sees the present: nothing is kept. */
  put(on: Executor, clientId: number, contactId: number, contact: PanelContact | undefined): void {
    if (!on.isTransaction) return;
    const written = this.byTransaction.get(on) ?? new Map<number, Written>();
    this.byTransaction.set(on, written.set(contactId, { clientId, contact }));
  }

  /** What this transaction knows better of these contacts; of all of the client's without `contactIds`. */
  of(on: Executor, clientId: number, contactIds?: readonly number[]): ReadonlyMap<number, Written> {
    const written = [...(this.byTransaction.get(on) ?? [])].filter(
      ([contactId, one]) => one.clientId === clientId && (contactIds?.includes(contactId) ?? true),
    );
    return new Map(written);
  }
}
