import { insertRows } from '/work/main/module/panels/whmcs/sample/insert.js';
import { world } from '/work/main/test/support/fixture.js';
describe('perf', () => {
  const w = world('whmcs8');
  it('x', async () => {
    const people = await w.db('tblcontacts').where({ userid: 2 }).orderBy('id').limit(600);
    const others = people.slice(1) as any[];
    await insertRows(w.db, 'tblusers', others.map(({ email, firstname, lastname }) => ({ email, first_name: firstname, last_name: lastname })));
    const users = (await w.db('tblusers').whereIn('email', others.map(({ email }) => email)).pluck('id')) as number[];
    await insertRows(w.db, 'tblusers_clients', users.map((id) => ({ auth_user_id: id, client_id: 2, owner: 0, permissions: 'tickets' })));
    const sql: Map<string, number> = new Map();
    for (let i = 0; i < 6; i += 1) { const s = performance.now(); await w.mira.get(`/client/contacts/${people[5].id}`); process.stderr.write(`page ${Math.round(performance.now() - s)}\n`); }
    const { buildServices } = await import('/work/main/module/composition/services.js');
    void buildServices;
  });
});
