// What the panel's own forms, tickets and mails ask the real module, through the real bridge.
import { expect } from 'chai';
import { giveBo, takeBack } from '../../support/bridge-calls.js';
import { world } from '../../support/fixture.js';
import { KnexNoticeStore } from '../../../module/notices/notice-store.js';
import { seedClient, seedCompanion } from '../../../module/roles/seed-client.js';
import { systemClock } from '../../../module/support/clock.js';
import { URL_OF_MODULE } from '../php-panel.js';
import { listening } from '../servers.js';
import { signedIn, standInPanel, type Scene } from './stand-in-panel.js';

for (const era of [7, 8] as const) {
  describe(`The bridge on the panel’s forms, era ${era}`, () => {
    const at = standInPanel();
    const w = world(`whmcs${era}`, { url: URL_OF_MODULE, clock: systemClock });
    const served = listening(w);
    before(() => at.panel.configure({ origin: served.origin }));
    // Where nothing goes wrong the panel's log stays empty.
    afterEach(async () => expect(await at.panel.log()).to.equal(''));

    const ann = (): Scene => signedIn(w.cast.ownerOfClient1, w.cast.ownerOfClient1);
    const bo = (): Scene => signedIn(w.cast.fewPermissions, w.cast.ownerOfClient1);
    const staff: Scene = { era, session: { adminid: 1 } };
    const idOf = async (email: string) =>
      Number((await w.db('tblcontacts').where({ userid: 1, email }).first('id')).id);
    const errors = async (hook: string, vars: object, scene: Scene, query = '') =>
      (await at.panel.hook(hook, vars, scene, query)).result;
    const EMRE = {
      firstname: 'Emre',
      lastname: 'Yılmaz',
      email: 'emre@corp.example',
      phonenumber: '',
      save: '1',
    };
    const LOCKED = ['Names cannot be changed after creation'];

    describe('a contact', () => {
      it('C3 keeps its name, in any script and however the form writes it', async () => {
        const contactid = String(await idOf(EMRE.email));
        const post = (changes: object) =>
          errors('ContactDetailsValidation', { ...EMRE, contactid, ...changes }, ann());
        expect(await post({})).to.deep.equal([]);
        expect(await post({ lastname: ' Y&#305;lmaz ' })).to.deep.equal([]);
        expect(await post({ firstname: 'Emré' })).to.deep.equal(LOCKED);
      });

      it('is found by the address of the page, and by staff in their own area', async () => {
        const contactid = await idOf(EMRE.email);
        const post = (scene: Scene, query: string) =>
          errors('ContactDetailsValidation', { ...EMRE, firstname: 'Emil' }, scene, query);
        expect(await post(ann(), `contactid=${contactid}`)).to.deep.equal(LOCKED);
        expect(await post(staff, `userid=1&contactid=${contactid}`)).to.deep.equal(LOCKED);
        expect(await post(staff, '')).to.deep.equal([]);
      });

      it('is looked for in one’s own client, whatever the form says', async () => {
        const foreign = { ...EMRE, email: 'cy@corp.example', userid: '1' };
        const mira = signedIn(w.cast.ownerOfClient2, w.cast.ownerOfClient2);
        expect(await errors('ContactDetailsValidation', foreign, mira, 'userid=1')).to.deep.equal([]);
        expect(await errors('ContactDetailsValidation', foreign, ann())).to.deep.equal([
          'cy@corp.example already belongs to Cy Diaz',
        ]);
      });

      it('C8 stays when it is the last one who hears about domains, in both forms of the switches', async () => {
        const cy = { firstname: 'Cy', lastname: 'Diaz', email: 'cy@corp.example', contactid: await idOf('cy@corp.example') }; // prettier-ignore
        const others = () => w.db('tblcontacts').where({ userid: 1 }).whereNot({ id: cy.contactid });
        const flags = (await others().clone().where({ domainemails: 1 }).pluck('id')) as number[];
        await others().update({ domainemails: 0 });
        await w.db('tblclients').where({ id: 1 }).update({ email_preferences: '{"domain":"0"}' });
        const post = (changes: object) => errors('ContactDetailsValidation', { ...cy, ...changes }, ann());
        const words = ['At least one contact must get domain mail. Turn it on for someone else first.'];
        expect(await post({ email_preferences: { general: '1', domain: '0' } })).to.deep.equal(words);
        expect(await post({ email_preferences: { general: '1' } })).to.deep.equal(words);
        expect(await post({ generalemails: 'on' })).to.deep.equal(words);
        expect(await post({ email_preferences: { domain: '1' } })).to.deep.equal([]);
        expect(await post({ generalemails: 'on', domainemails: 'on' })).to.deep.equal([]);
        expect(await post({})).to.deep.equal([]);
        await w.db('tblcontacts').whereIn('id', flags).update({ domainemails: 1 });
        await w.db('tblclients').where({ id: 1 }).update({ email_preferences: '{"domain":"1"}' });
      });
    });

    it('K1 a locked field of the company stays, and not for staff; in the language of the page', async () => {
      const same = { firstname: 'Ann', lastname: 'Lee', companyname: 'Example BV', tax_id: 'NL001234567B01', email: 'ann@example.com', country: 'NL', address1: 'Keizersgracht 121' }; // prettier-ignore
      expect(await errors('ClientDetailsValidation', same, ann())).to.deep.equal([]);
      const other = { ...same, companyname: 'Other & Söhne' };
      const [english, ...more] = (await errors('ClientDetailsValidation', other, ann())) as string[];
      const [dutch] = (await errors('ClientDetailsValidation', other, {
        ...ann(),
        locale: 'nl_NL',
      })) as string[];
      expect([english === dutch, more.length]).to.deep.equal([false, 0]);
      expect(english).to.match(/locked|cannot be changed/i);
      expect(await errors('ClientDetailsValidation', other, staff, 'userid=1')).to.deep.equal([]);
      const looking: Scene = { ...ann(), masquerading: true, session: { ...ann().session, adminid: 1 } };
      expect(await errors('ClientDetailsValidation', other, looking)).to.deep.equal([]);
    });

    it('a new client, and somebody who is not signed in, are the panel’s own affair', async () => {
      expect(await errors('ClientDetailsValidation', { firstname: 'X' }, { era })).to.deep.equal([]);
    });

    describe('a ticket', () => {
      const open = (scene: Scene, departmentId = 2, more: object = {}) =>
        errors('TicketOpenValidation', { clientId: 1, contactId: 0, departmentId, subject: 'x', isAdmin: false, ...more }, scene); // prettier-ignore
      afterEach(() => takeBack(w));

      it('P2 is opened by whoever may, and refused with the reason', async () => {
        expect(await open(ann())).to.equal(null);
        expect(await open(bo())).to.equal(null);
        await giveBo(w, { permissions: ['billing.invoices'] });
        expect(await open(bo())).to.match(/^You need the permission “Open new tickets” for this\./);
        expect(await open({ ...bo(), locale: 'ar' })).to.match(/^تحتاج إلى الإذن/);
      });

      it('P2 goes to no closed department', async () => {
        await giveBo(w, { permissions: ['support.open'], departments: { mode: 'except', ids: [3] } });
        expect(await open(bo(), 3)).to.equal('You may not write to this department. Choose another one.');
        expect(await open(bo(), 2)).to.equal(null);
      });

      it('of staff and of nobody is not asked about', async () => {
        await giveBo(w, { permissions: [] });
        expect(await open(bo(), 2, { isAdmin: true })).to.equal(null);
        expect(await open({ era })).to.equal(null);
        expect(
          await open({ ...bo(), masquerading: true, session: { ...bo().session, adminid: 1 } }),
        ).to.equal(null);
      });
    });

    it('N1 a mail’s copies go to whom its notice reaches, keyed as the panel keys them', async () => {
      const notices = new KnexNoticeStore();
      const notice = await notices.find('service-deliveries', w.db);
      if (!notice) throw new Error('No notice');
      await notices.put({ ...notice, templates: ['Your hosting is ready'] }, w.db);
      const one = (email: string) => ({ email, fullname: 'Who' });
      const recipients = {
        cc: { aa: one('netops@corp.example'), bb: one('accounts@corp.example'), cc: { odd: true } },
        bcc: { dd: one('hostmaster@example.com') },
      };
      const reduce = (vars: object) => errors('PreEmailSendReduceRecipients', vars, { era });
      expect(await reduce({ messagename: 'Your hosting is ready', relid: 1, recipients })).to.deep.equal({
        cc: { aa: one('netops@corp.example'), cc: { odd: true } },
        bcc: [],
      });
      expect(await reduce({ messagename: 'Invoice reminder', relid: 1, recipients })).to.deep.equal([]);
      expect(await reduce({ messagename: 'Your hosting is ready', relid: 1, recipients: { cc: [], bcc: [] } })).to.deep.equal([]); // prettier-ignore
      expect(await reduce({ messagename: 'Your hosting is ready' })).to.deep.equal([]);
    });

    it('a deleted contact is told when the panel is done, and its role goes back', async () => {
      const id = await idOf('hiro@corp.example');
      await seedClient(w.db, 1);
      await seedCompanion(1, id, w.db);
      await w.db('mod_liaison_primary_roles').where({ client_id: 1, role: 'security' }).update({ contact_id: id, chosen: 1 }); // prettier-ignore
      await w.db('tblcontacts').where({ id }).delete();
      await at.panel.hook('ContactDelete', { userid: 1, contactid: id }, ann());
      const [slot] = await w.db('mod_liaison_primary_roles').where({ client_id: 1, role: 'security' });
      expect(slot).to.include({ contact_id: 0, chosen: 0 });
      for (const vars of [{}, { userid: 1 }, { userid: 'x', contactid: -1 }])
        expect((await at.panel.hook('ContactDelete', vars, ann())).status).to.equal(200);
    });

    it('a deleted client, and one that was merged, are told', async () => {
      for (const [hook, vars, clientId] of [
        ['PreDeleteClient', { userid: 4 }, 4],
        ['AfterClientMerge', { fromUserID: 5, toUserID: 6 }, 5],
      ] as const) {
        await seedClient(w.db, clientId);
        await w.db('tblclients').where({ id: clientId }).delete();
        await at.panel.hook(hook, vars, staff);
        expect(await w.db('mod_liaison_contacts').where({ client_id: clientId }), hook).to.deep.equal([]);
      }
    });
  });
}
