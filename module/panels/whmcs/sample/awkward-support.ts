// The awkward departments, services and tickets (hosts.md 6).
import type { Knex } from 'knex';
import { AWKWARD_CLIENTS, GONE_ID } from './awkward-clients.js';
import { insertRow } from './insert.js';

/** Plants departments, services and tickets and answers their ids. */
export async function plantSupport(db: Knex) {
  const userid = AWKWARD_CLIENTS.tickets;
  const on = { clientsonly: 'on', piperepliesonly: 'on', noautoresponder: 'on' };
  const departments = {
    allFlagsOff: await insertRow(db, 'tblticketdepartments', { name: 'All flags off', order: 90 }),
    allFlagsOn: await insertRow(db, 'tblticketdepartments', { ...on, name: 'All flags on', order: 91 }),
    hidden: await insertRow(db, 'tblticketdepartments', { name: 'Hidden', hidden: 'on', order: 91 }),
    withoutName: await insertRow(db, 'tblticketdepartments', { order: -1 }),
  };
  // Numbered as hosts.md writes them where these ids are free, that is in a database without the demo's data.
  const service = { userid, packageid: GONE_ID, domain: 'awkward.example', domainstatus: 'Active' };
  const serviceId = await insertRow(db, 'tblhosting', {
    ...service,
    ...(await freeId(db, 'tblhosting', 12)),
  });
  const domain = { userid, domain: 'awkward.example', type: 'Register', status: 'Active' };
  const domainId = await insertRow(db, 'tbldomains', { ...domain, ...(await freeId(db, 'tbldomains', 34)) });
  const ticket = (title: string, about: string, did: number): Promise<number> =>
    insertRow(db, 'tbltickets', {
      tid: `AWK-${title.replaceAll(' ', '-')}`,
      userid,
      did,
      title,
      service: about,
      name: 'Awkward tickets',
      email: `client-${userid}@awkward.example`,
      status: 'Open',
      urgency: 'Medium',
    });
  const tickets = {
    onService: await ticket('On a service', `S${serviceId}`, departments.allFlagsOff),
    onDomain: await ticket('On a domain', `D${domainId}`, departments.allFlagsOn),
    onGoneService: await ticket('On a service that is gone', `S${GONE_ID}`, departments.allFlagsOff),
    onForeignService: await ticket('On a service of client 1', 'S1', departments.allFlagsOff),
    onNonsense: await ticket('On nonsense', 'X', departments.allFlagsOff),
    inHiddenDepartment: await ticket('In a hidden department', '', departments.hidden),
    inGoneDepartment: await ticket('In a department that is gone', '', GONE_ID),
  };
  return { departments, tickets, serviceId, domainId };
}

export type AwkwardSupport = Awaited<ReturnType<typeof plantSupport>>;

async function freeId(db: Knex, table: string, id: number): Promise<{ id?: number }> {
  return (await db(table).where({ id }).first('id')) ? {} : { id };
}
