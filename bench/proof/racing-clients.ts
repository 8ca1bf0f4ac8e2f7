// The clients that the race proof runs on, with the contacts it promotes: the same list in every process.
import type { Knex } from 'knex';

/** Enough writers per client to collide all the time, enough clients to get through. */
const CLIENTS = 10;
const CONTACTS = 8;

export async function racingClients(knex: Knex): Promise<Map<number, number[]>> {
  const rows = (await knex('tblcontacts')
    .where('companyname', 'not like', 'race%')
    .orderBy('id')
    .select('id', 'userid')) as {
    id: number;
    userid: number;
  }[];
  const all = new Map<number, number[]>();
  for (const { id, userid } of rows) all.set(userid, [...(all.get(userid) ?? []).slice(0, CONTACTS - 1), id]);
  const clients = [...all].filter(([, contacts]) => contacts.length > 1).toSorted(([a], [b]) => a - b);
  return new Map(clients.slice(0, CLIENTS));
}
