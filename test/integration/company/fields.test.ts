// The provider's rules for the company's fields (AD7, K1).
import { expect } from 'chai';
import { formOf, summaryOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const FIELDS = '/admin/fields';
const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();

describe('The rules of the company’s fields', () => {
  const w = world();

  it('show S1’s table, three policies and a sample of the client’s page', async () => {
    const form = formOf(await w.sam.get(FIELDS));
    expect(form).to.include({
      'name[rule]': 'locked',
      'street[rule]': 'required',
      'country[rule]': 'locked',
      names: 'locked',
      titles: 'shown',
      types: 'multiple',
    });
    const page = await w.sam.get(FIELDS);
    expect(
      page
        .$('#f-email-rule option')
        .map((_i, el) => page.$(el).text())
        .get(),
    ).to.deep.equal(['Required', 'Locked']);
    expect(textOf(page, 'section'))
      .to.contain('Example BV')
      .and.to.contain('Locked: It stands on your contract');
  });

  it('K1 hold from the very next click, and the sample follows', async () => {
    const saved = await w.sam.submit(FIELDS, {
      'name[rule]': 'optional',
      'city[rule]': 'locked',
      'city[address]': 'administration@provider.example',
      'city[reasons][en]': 'Your server stands there',
      names: 'editable',
    });
    expect(saved.location).to.equal(FIELDS);
    const page = await w.sam.follow(saved);
    expect(page.$('[role=status]').text()).to.contain(
      'Saved. Clients see the new rules on their next click.',
    );
    expect(textOf(page, 'section')).to.contain('Locked: Your server stands there');
    const seen = await w.ann.get('/client/company');
    expect(textOf(seen))
      .to.contain('Locked: Your server stands there')
      .and.to.contain('To update it, ask administration@provider.example');
    expect((await w.ann.get('/client/company/edit')).$('#f-name').val()).to.equal('Example BV');
    expect((await w.ann.get('/client/contacts/5/edit')).$('#f-firstName').val()).to.equal('Emre');
    const line = await w.db('mod_liaison_audit').where({ action: 'rules.changed' }).first();
    expect(line.client_id).to.equal(0);
    expect(JSON.parse(line.changes)).to.deep.include({
      'name.rule': { before: 'locked', after: 'optional' },
      names: { before: 'locked', after: 'editable' },
    });
  });

  it('refuse what makes no sense, keep the answers, and write nothing', async () => {
    const before = await fingerprint(w.db, 'mod_liaison_field');
    const again = await w.sam.submit(FIELDS, {
      'email[rule]': 'hidden',
      'name[address]': 'the office',
      'country[reasons][en]': '  ',
      'country[reasons][nl]': 'x'.repeat(201),
    });
    expect(again.status).to.equal(422);
    expect(summaryOf(again)).to.deep.equal([
      'Enter the address clients should write to, in the correct format, like name@example.com',
      'Email address cannot be hidden: notices need it',
      'Enter a reason clients will read',
      'Reason must be 200 characters or fewer',
    ]);
    expect(again.$('#f-name-address').val()).to.equal('the office');
    expect(await fingerprint(w.db, 'mod_liaison_field')).to.deep.equal(before);
  });

  it('D3 two who save at once: one is asked which values to keep', async () => {
    const other = await w.visitor({ kind: 'staff', staffId: w.cast.staff.staffId });
    const [mine, theirs] = [await w.sam.get(FIELDS), await other.get(FIELDS)];
    const saves = await Promise.all([
      w.sam.send(mine, FIELDS, { 'street[rule]': 'optional' }),
      other.send(theirs, FIELDS, { 'street[rule]': 'locked' }),
    ]);
    expect(saves.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([303, 409]);
    const conflict = saves.find(({ status }) => status === 409) as Answer;
    expect(textOf(conflict, '.lsn-conflict')).to.contain('Street: Rule').and.to.contain('Locked');
    expect(await w.db('mod_liaison_field_rules').where({ field: 'street' })).to.have.length(1);
    // The lock row of the provider is no client: nobody stands in there.
    expect(await w.db('mod_liaison_primary_roles').where({ client_id: 0 })).to.have.length(0);
  });

  it('say so when nothing changed', async () => {
    const page = await w.sam.follow(await w.sam.submit(FIELDS));
    expect(page.$('[role=status]').text()).to.contain('Nothing changed');
    expect(await w.db('mod_liaison_audit').where({ action: 'rules.changed' })).to.have.length(2);
  });

  it('are for staff alone', async () => {
    for (const visitor of [w.ann, w.cy, w.bo]) expect((await visitor.get(FIELDS)).status).to.equal(403);
    const { _csrf = '' } = formOf(await w.ann.get('/client/company/edit'));
    expect((await w.ann.post(FIELDS, { _csrf, 'name[rule]': 'optional' })).status).to.equal(403);
  });
});
