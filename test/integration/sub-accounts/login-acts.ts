// What tests do with logins beside the pages: invite, decline and activate, as the service does it.
import { loginOf } from '../../support/app.js';
import type { World } from '../../support/fixture.js';
import { NO_ACCESS, type Access } from '../../../module/permissions/access.js';
import type { Actor } from '../../../module/permissions/actor.js';
import { newToken, tokenHash } from '../../../module/support/token.js';
import type { Given } from '../../../module/sub-accounts/giving.js';

const ORIGIN = { requestId: 'test', ip: '192.0.2.1' };

export async function annActor(w: World): Promise<Actor> {
  return (await w.built.services.readActor(loginOf(w.cast.ownerOfClient1), w.db)) as Actor;
}

async function giving(w: World, contactId: number, access: Partial<Access>) {
  const actor = await annActor(w);
  const doing = { actor, origin: ORIGIN, clientId: 1, contactId };
  const wanted = { ...NO_ACCESS, ...access };
  const { seen } = await w.built.services.subAccounts.preview(actor, 1, contactId, wanted);
  const given: Given = { access: wanted, preset: '', seen, fresh: true, reason: '', requestKey: '' };
  return { doing, given };
}

/** As the owner of client 1. */
export async function invite(w: World, contactId: number, access: Partial<Access> = {}): Promise<void> {
  const { doing, given } = await giving(w, contactId, access);
  await w.built.services.subAccounts.invite(doing, given);
}

export async function activate(w: World, contactId: number, access: Partial<Access> = {}): Promise<void> {
  const { doing, given } = await giving(w, contactId, access);
  await w.built.services.subAccounts.activate(doing, given, await w.built.panel.logins.hashPassword('a long enough password')); // prettier-ignore
}

/** A link of the open invitation, as the mail would hold it. */
export async function linkOf(w: World, contactId: number): Promise<string> {
  const token = newToken();
  const open = { client_id: 1, contact_id: contactId, state: 'open' };
  await w
    .db('mod_liaison_invitations')
    .where(open)
    .update({ token_hash: tokenHash(token) });
  return token;
}

export async function decline(w: World, contactId: number): Promise<void> {
  await w.built.services.accepting.decline(ORIGIN, await linkOf(w, contactId));
}
