// Who a login is and what it may do, read at every request: the client itself, one of its contacts, or staff. The owner is
// contact 0; HostBill's own ids are those of records, so a contact's parent is always asked.
import type { PanelIdentity } from '../../permissions/actor.js';
import type { Executor } from '../../support/database.js';
import { languageOf } from '../language-words.js';
import type { PanelActor, PanelLogins } from '../panel.js';
import { accessOf, NO_GRANTS } from './privileges.js';
import type { HostBillShape } from './probe.js';
import { fullName, textOf, type Row } from './text.js';
import type { ToldStore } from './told-store.js';

type LoginIdentity = Extract<PanelIdentity, { kind: 'login' }>;

export function hostBillActors(
  shape: HostBillShape,
  told: ToldStore,
  hasLogins: boolean,
): PanelLogins['read'] {
  const names = ['firstname', 'lastname', 'language'].filter((name) => shape.tableOf(name));
  const columns = Object.fromEntries(names.map((name) => [name, shape.column(name)]));

  return async (identity, on) => {
    if (identity.kind === 'staff') return readStaff(identity.staffId, on);
    // There are no logins apart from records here.
    if (identity.userId !== null || identity.contactId === null) return undefined;
    const rows = shape.clients(on).where(shape.column('id'), identity.clientId);
    const client = (await rows.first(columns)) as Row | undefined;
    if (!client) return undefined;
    return identity.contactId === 0 ? ownerOf(client) : readContact(identity, client, on);
  };

  function ownerOf(client: Row): PanelActor {
    const language = languageOf(textOf(client['language']));
    return { kind: 'owner', name: fullName(client), language, access: NO_GRANTS };
  }

  async function readContact(
    { clientId, contactId }: LoginIdentity,
    client: Row,
    on: Executor,
  ): Promise<PanelActor | undefined> {
    if (!hasLogins || contactId === null) return undefined;
    const rows = shape
      .contacts(on)
      .where(shape.column('parent_id'), clientId)
      .where(shape.column('id'), contactId)
      .where(shape.column('status'), 'Active');
    const row = (await rows.first(columns)) as Row | undefined;
    const one = await told.find(clientId, contactId, on);
    if (!row || one?.state === 'off') return undefined;
    return {
      kind: 'sub-account',
      name: fullName(row),
      language: languageOf(textOf(row['language']), textOf(client['language'])),
      access: one ? accessOf(one.held) : NO_GRANTS,
    };
  }

  async function readStaff(staffId: number, on: Executor): Promise<PanelActor | undefined> {
    if (!shape.has('hb_admin_details', 'id', 'email')) return undefined;
    const known = ['firstname', 'lastname', 'email', 'status'].filter((name) =>
      shape.has('hb_admin_details', name),
    );
    const row = (await on('hb_admin_details').where('id', staffId).first(known)) as Row | undefined;
    if (!row || !['', 'Active'].includes(textOf(row['status']))) return undefined;
    // Names are not among the columns that anybody has shown.
    const name = fullName(row) || textOf(row['email']);
    return { kind: 'staff', name, language: undefined, access: NO_GRANTS };
  }
}
