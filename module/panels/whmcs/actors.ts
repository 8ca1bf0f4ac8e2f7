// Who a login is and what WHMCS lets it do, read at every request. Era 7: the client itself, or a contact that is a
// sub-account. Era 8: a user linked to the client. Staff in both.
import type { PanelIdentity } from '../../permissions/actor.js';
import type { Executor } from '../../support/database.js';
import type { PanelActor, PanelLogins } from '../panel.js';
import { languageOf } from './languages.js';
import { NO_GRANTS } from './era-logins.js';
import { accessOf } from './permissions.js';
import type { WhmcsShape } from './probe.js';
import { capabilitiesOf } from './schema.js';
import { fullName } from './text.js';

type Row = Record<string, string | number | null>;
type LoginIdentity = Extract<PanelIdentity, { kind: 'login' }>;

export function whmcsActors(shape: WhmcsShape, systemLanguage: string | undefined): PanelLogins['read'] {
  const { separateLogins, staff } = capabilitiesOf(shape);

  return async (identity, on) => {
    if (identity.kind === 'staff') return readStaff(identity, on);
    const client = (await on('tblclients')
      .where('id', identity.clientId)
      .first('firstname', 'lastname', ...languageIn('tblclients'))) as Row | undefined;
    if (!client) return undefined;
    return shape.era === 8 ? readUser(identity, client, on) : readContact(identity, client, on);
  };

  function languageIn(table: string, alias = table): string[] {
    return shape.has(table, 'language') ? [`${alias}.language`] : [];
  }

  async function readUser(
    identity: LoginIdentity,
    client: Row,
    on: Executor,
  ): Promise<PanelActor | undefined> {
    if (identity.userId === null || !separateLogins.on) return undefined;
    const row = (await on('tblusers_clients as link')
      .join('tblusers as user', 'user.id', 'link.auth_user_id')
      .where({ 'link.client_id': identity.clientId, 'user.id': identity.userId })
      .first(
        'user.first_name',
        'user.last_name',
        ...languageIn('tblusers', 'user'),
        'link.owner',
        'link.permissions',
      )) as Row | undefined;
    if (!row) return undefined;
    return {
      kind: Number(row['owner']) === 1 ? 'owner' : 'sub-account',
      name: fullName(row['first_name'], row['last_name']),
      language: languageOf(text(row['language']), text(client['language']), systemLanguage),
      access: accessOf(row['permissions'] === null ? null : text(row['permissions'])),
    };
  }

  async function readContact(
    identity: LoginIdentity,
    client: Row,
    on: Executor,
  ): Promise<PanelActor | undefined> {
    const language = languageOf(text(client['language']), systemLanguage);
    if (identity.contactId === 0) {
      const name = fullName(client['firstname'], client['lastname']);
      return { kind: 'owner', name, language, access: NO_GRANTS };
    }
    if (identity.contactId === null || !shape.has('tblcontacts', 'subaccount', 'permissions'))
      return undefined;
    const row = (await on('tblcontacts')
      .where({ userid: identity.clientId, id: identity.contactId, subaccount: 1 })
      .first('firstname', 'lastname', 'permissions')) as Row | undefined;
    if (!row) return undefined;
    return {
      kind: 'sub-account',
      name: fullName(row['firstname'], row['lastname']),
      language,
      access: accessOf(text(row['permissions'])),
    };
  }

  async function readStaff(
    identity: PanelIdentity & { kind: 'staff' },
    on: Executor,
  ): Promise<PanelActor | undefined> {
    if (!staff.on) return undefined;
    const row = (await on('tbladmins')
      .where({ id: identity.staffId, disabled: 0 })
      .first('firstname', 'lastname', ...languageIn('tbladmins'))) as Row | undefined;
    if (!row) return undefined;
    const name = fullName(row['firstname'], row['lastname']);
    return {
      kind: 'staff',
      name,
      language: languageOf(text(row['language']), systemLanguage),
      access: NO_GRANTS,
    };
  }
}

const text = (value: string | number | null | undefined): string => String(value ?? '');
