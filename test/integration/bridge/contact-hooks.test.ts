// C3, C4, C8 and K1 inside the panel's own forms.
import { expect } from 'chai';
import { bridgeLogin, callHook } from '../../support/bridge-calls.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { contactIds } from '../../support/sub-accounts.js';

for (const era of [7, 8] as const) {
  describe(`Hooks about forms, era ${era}`, () => {
    const w = world(`whmcs${era}`);
    const errors = async (name: string, body: object) => {
      const { status, body: said } = await callHook(w, name, {
        clientId: 1,
        locale: 'en',
        login: owner(),
        ...body,
      });
      expect(status).to.equal(200);
      return (said as { errors: string[] }).errors;
    };
    const owner = () => bridgeLogin(w.cast.ownerOfClient1, true);
    const contact = (contactId: number | null, fields: object, more: object = {}) =>
      errors('contact-details', { contactId, fields, ...more });
    const client = (fields: object, more: object = {}) => errors('client-details', { fields, ...more });
    const idOf = async (email: string) =>
      Number((await w.db('tblcontacts').where({ userid: 1, email }).first('id')).id);
    const DEE = { firstName: 'Dee', lastName: 'Okafor', email: 'hostmaster@example.com' };

    it('write nothing', async () => {
      const before = await fingerprint(w.db, '');
      await contact(await idOf(DEE.email), { ...DEE, firstName: 'Other', mail: { domain: false } });
      await client({ companyName: 'Other' });
      expect(await fingerprint(w.db, '')).to.deep.equal(before);
    });

    it('C3 refuse another name, for staff too, and take the same one', async () => {
      const id = await idOf(DEE.email);
      const locked = ['Names cannot be changed after creation'];
      expect(await contact(id, DEE)).to.deep.equal([]);
      expect(await contact(id, { ...DEE, firstName: ' Dee ', lastName: 'Okafor\t' })).to.deep.equal([]);
      expect(await contact(id, { ...DEE, firstName: 'Dea' })).to.deep.equal(locked);
      expect(await contact(id, { ...DEE, firstName: 'Dea', lastName: 'O' }, { login: null })).to.deep.equal(
        locked,
      );
      expect(await contact(null, { ...DEE, email: 'new@corp.example' })).to.deep.equal([]);
    });

    it('C3 leave names alone where the provider lets them be edited', async () => {
      await w.db('mod_liaison_settings').insert({ name: 'names', value: 'editable' });
      expect(await contact(await idOf(DEE.email), { ...DEE, firstName: 'Dea' })).to.deep.equal([]);
      await w.db('mod_liaison_settings').delete();
    });

    it('C4 refuse an address that somebody of the client has, the owner included, and nobody else’s', async () => {
      const id = await idOf(DEE.email);
      expect(await contact(null, { email: 'BO@corp.example ' })).to.deep.equal([
        'BO@corp.example already belongs to Bo Chen',
      ]);
      expect(await contact(id, { ...DEE, email: 'ann@example.com' })).to.deep.equal([
        'ann@example.com already belongs to Ann Lee',
      ]);
      expect(await contact(id, { ...DEE, email: DEE.email.toUpperCase() })).to.deep.equal([]);
      const elsewhere = (await w.db('tblcontacts').where({ userid: 2 }).first('email')) as { email: string };
      expect(await contact(null, { email: elsewhere.email })).to.deep.equal([]);
    });

    it('C8 keep the last one who hears about domains', async () => {
      const off = { mail: { domain: false, general: true } };
      const cy = await idOf('cy@corp.example');
      expect(await contact(cy, off)).to.deep.equal([]);
      const flags = await w.db('tblcontacts').where({ userid: 1, domainemails: 1 }).pluck('id');
      await w.db('tblcontacts').where({ userid: 1 }).whereNot({ id: cy }).update({ domainemails: 0 });
      await w.db('tblclients').where({ id: 1 }).update({ email_preferences: '{"domain":"0"}' });
      const words = 'At least one contact must get domain mail. Turn it on for someone else first.';
      expect(await contact(cy, off)).to.deep.equal([words]);
      expect(await contact(cy, { mail: { domain: true } })).to.deep.equal([]);
      expect(await contact(cy, {})).to.deep.equal([]);
      await w.db('tblclients').where({ id: 1 }).update({ email_preferences: '{"domain":"1"}' });
      await w.db('tblcontacts').where({ userid: 1 }).update({ domainemails: 0 });
      expect(await client(off)).to.deep.equal([words]);
      await w
        .db('tblcontacts')
        .whereIn('id', flags as number[])
        .update({ domainemails: 1 });
      expect(await client(off)).to.deep.equal([]);
    });

    it('K1 refuse a locked field of the company, but not to staff', async () => {
      const same = {
        companyName: 'Example BV',
        taxNumber: 'NL001234567B01',
        email: 'ann@example.com',
        country: 'NL',
      };
      expect(await client(same)).to.deep.equal([]);
      expect(await client({ ...same, city: 'Utrecht' })).to.deep.equal([]);
      for (const [field, value] of Object.entries({ companyName: 'Other', taxNumber: '', email: 'a@b.example', country: 'BE' })) {
        const [said = '', ...more] = await client({ ...same, [field]: value });
        expect(said, field).to.match(/locked|cannot be changed/i);
        expect(more, field).to.deep.equal([]);
        expect(await client({ ...same, [field]: value || 'x' }, { login: null }), field).to.deep.equal([]);
      } // prettier-ignore
    });

    it('K1 refuse to empty what the provider requires', async () => {
      const [said, ...more] = await client({ city: ' ', postalCode: '1015 CJ' });
      expect([said, more]).to.deep.equal(['Enter a city', []]);
    });

    it('let a sub-account change no address that is somebody’s sign-in, where contacts are logins', async () => {
      const cy = bridgeLogin(w.cast.managesContacts);
      const bo = await idOf('bo@corp.example');
      const changed = await contact(bo, { email: 'new@corp.example' }, { login: cy });
      expect(changed).to.deep.equal(era === 7 ? ['This field is locked. Ask us to change it'] : []);
      expect(await contact(bo, { email: 'new@corp.example' })).to.deep.equal([]);
    });

    it('leave to the panel what is not there, and refuse who is no login of the client', async () => {
      const [ofClient2 = 0] = await contactIds(w.db, 2, 1);
      expect(await contact(ofClient2, { firstName: 'X' })).to.deep.equal([]);
      const foreign = bridgeLogin(w.cast.ownerOfClient2, true);
      expect(await client({ city: 'X' }, { login: { ...foreign, contactId: foreign.contactId === null ? null : 9999 } })).to.deep.equal(['Your access to this account has ended.']); // prettier-ignore
    });
  });
}
