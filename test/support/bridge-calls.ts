// Calls of the panel's bridge, signed as the bridge signs them, over real HTTP; and somebody whom they are about.
import request, { type Response } from 'supertest';
import { SIGNATURE_HEADER, signatureOf, TIME_HEADER } from '../../module/bridge/signature.js';
import type { DemoLogin } from '../../module/panels/whmcs/sample/demo-data.js';
import type { Access } from '../../module/permissions/access.js';
import { SECRET, type TestApp } from './app.js';
import type { World } from './fixture.js';
import { contactIds, plantSubAccount } from './sub-accounts.js';

export interface Signing {
  secret?: string;
  /** Seconds that the call is old. */
  age?: number;
  /** The path that is signed, when it is not the one that is called. */
  path?: string;
}

/** Who is signed in at the panel, as its bridge says it. */
export const bridgeLogin = ({ userId, contactId }: DemoLogin, owner = false) => ({
  userId,
  contactId,
  owner,
});

export async function callHook(
  { express, clock }: Pick<TestApp, 'express' | 'clock'>,
  name: string,
  body: object | string,
  { secret = SECRET, age = 0, path = `/panel/hooks/${name}` }: Signing = {},
): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const time = String(Math.floor(clock.now().getTime() / 1000) - age);
  return request(express)
    .post(`/panel/hooks/${name}`)
    .set('Content-Type', 'application/json')
    .set(TIME_HEADER, time)
    .set(SIGNATURE_HEADER, signatureOf(secret, { time, path, body: text }))
    .send(text);
}

/** Bo's access from here on, as it would have been given on our pages: in our table and in the panel's own. */
export async function giveBo(w: World, access: Partial<Access>): Promise<void> {
  const { clientId, userId, contactId } = w.cast.fewPermissions;
  const [bo = 0] = await contactIds(w.db, 1, 1);
  await w.db('mod_liaison_sub_accounts').where({ client_id: 1 }).delete();
  await plantSubAccount(w.db, { clientId, contactId: contactId ?? bo, userId, access });
  await tellPanel(w, 'tickets,invoices,products,domains');
}

/** Bo as the demo has him. */
export async function takeBack(w: World): Promise<void> {
  await w.db('mod_liaison_sub_accounts').delete();
  await tellPanel(w, 'tickets,invoices');
}

async function tellPanel({ cast, db }: World, permissions: string): Promise<void> {
  const { userId, contactId } = cast.fewPermissions;
  if (userId === null) await db('tblcontacts').where({ id: contactId }).update({ permissions });
  else await db('tblusers_clients').where({ client_id: 1, auth_user_id: userId }).update({ permissions });
}
