// People to invite, and the links that stand in their mail.
import { randomUUID } from 'node:crypto';
import type { World } from './fixture.js';
import type { Access } from '../../module/permissions/access.js';
import { addContact as addRow } from '../../module/panels/whmcs/sample/sample-logins.js';
import { NO_ACCESS } from '../../module/permissions/access.js';
import { newToken, tokenHash } from '../../module/support/token.js';
import type { Identity } from '../../module/permissions/actor.js';

/** Needed where mail is read: links lead there. */
export const URL_OF_TESTS = 'http://127.0.0.1';

export const uniqueAddress = (): string => `p${randomUUID().slice(0, 8)}@corp.example`;

export const SOME_ACCESS: Access = {
  ...NO_ACCESS,
  permissions: ['billing.invoices', 'support.view', 'contacts.manage'],
  departments: { mode: 'except', ids: [1] },
  services: { mode: 'all', functions: ['view', 'billing'] },
};

/** Adds a contact to client 1; its id. */
export const addContact = (w: Pick<World, 'db'>, email: string): Promise<number> =>
  addRow(w.db, { userid: 1, firstname: 'Dana', lastname: 'Vos', email });

const origin = { requestId: 'test', ip: '127.0.0.1' };

/** Somebody of client 1 invites the contact. */
export async function sendInvitation(
  w: Pick<World, 'built' | 'db'>,
  by: Identity,
  contactId: number,
  access: Access = SOME_ACCESS,
): Promise<void> {
  const { subAccounts, readActor } = w.built.services;
  const actor = await readActor(by, w.db);
  if (!actor) throw new Error('The inviter cannot sign in');
  const { seen } = await subAccounts.preview(actor, 1, contactId, access);
  const given = { access, preset: '', seen, fresh: true, reason: '', requestKey: randomUUID() };
  await subAccounts.invite({ actor, origin, clientId: 1, contactId }, given);
}

/** What was mailed last, with the path of its link. */
export async function lastMail(w: World): Promise<{ to: string; text: string; path: string }> {
  await w.built.outbox.worker.runOnce();
  const [mail] = await w.built.outbox.store.listFinished(1, w.db);
  const text = mail?.message.text ?? '';
  const path = /^http:\/\/127\.0\.0\.1(\/\S+)$/m.exec(text)?.[1] ?? '';
  return { to: mail?.message.to.address ?? '', text, path };
}

/** A new contact of client 1 and the path of its invitation. */
export async function invited(
  w: World,
  by: Identity,
  options: { email?: string; access?: Access } = {},
): Promise<{ contactId: number; email: string; path: string }> {
  const { email = uniqueAddress(), access } = options;
  const contactId = await addContact(w, email);
  await sendInvitation(w, by, contactId, access);
  return { contactId, email, path: (await lastMail(w)).path };
}

/** Tests share one address of the network: what was counted before is forgotten. */
export async function forgetLimits(w: World): Promise<void> {
  await w.db('mod_liaison_rate_limits').delete();
}

/** An invitation whose token is known without reading the mail; `changes` are of its row. By the owner, or by staff. */
export async function plantInvitation(
  w: Pick<World, 'built' | 'db'>,
  email: string,
  { changes = {}, byStaff = false }: { changes?: Record<string, string>; byStaff?: boolean } = {},
): Promise<string> {
  const earlier = await w.db('tblcontacts').where({ userid: 1, email }).first('id');
  const contactId = earlier ? Number(earlier.id) : await addContact(w, email);
  const open = { client_id: 1, contact_id: contactId, state: 'open' };
  const owners = w.db('tblusers_clients').where({ client_id: 1, owner: 1 });
  const [userId] = (await owners.pluck('auth_user_id')) as [number];
  const by: Identity = byStaff
    ? { kind: 'staff', staffId: 1 }
    : { kind: 'login', clientId: 1, userId, contactId: null };
  if (!(await w.db('mod_liaison_invitations').where(open).first('state')))
    await sendInvitation(w, by, contactId);
  const token = newToken();
  await w
    .db('mod_liaison_invitations')
    .where(open)
    .update({ ...changes, token_hash: tokenHash(token) });
  // However often it is looked at: invitations are limited by the hour.
  await w.db('mod_liaison_invitations').where({ client_id: 1 }).update({ created_at: '2020-01-01 00:00:00' });
  return token;
}
