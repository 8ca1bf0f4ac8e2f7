// The link to confirm an address (OP3): a page that changes nothing until somebody says yes or no, once.
import { expect } from 'chai';
import { formOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { confirmPath, mailsOf, markOf } from '../../support/confirmations.js';
import { world } from '../../support/fixture.js';
import { forgetLimits, lastMail, URL_OF_TESTS } from '../../support/invitations.js';

const CY = 2;
const DEE = 4;
const EMRE = 5;
const FATIMA = 6;
const DAY = 86_400;
const textOf = ({ $ }: Answer): string => $('main').text().replaceAll(/\s+/g, ' ').trim();
const buttons = ({ $ }: Answer): string[] =>
  $('main button')
    .map((_index, button) => $(button).text())
    .get();

for (const profile of ['whmcs8', 'whmcs7'] as const) {
  describe(`The link to confirm an address, ${profile}`, () => {
    const w = world(profile, { url: URL_OF_TESTS });
    beforeEach(() => forgetLimits(w));
    const emailOf = async (contactId: number) =>
      String((await w.db('tblcontacts').where({ id: contactId }).first('email')).email);
    const linkOf = async (contactId: number) => confirmPath(w, contactId, await emailOf(contactId));
    const audits = (action: string) =>
      w.db('mod_liaison_audit').where({ client_id: 1, action }).orderBy('id', 'desc');

    it('OP3 asks whose address it is, with two answers, and looking changes nothing', async () => {
      const path = await linkOf(DEE);
      const before = await fingerprint(w.db, 'mod_liaison_contact_marks');
      for (const address of [path, `${path}/refuse`]) {
        const page = await (await w.visitor()).get(address);
        expect(page.status).to.equal(200);
        expect(page.h1).to.equal('Is hostmaster@example.com right for notices of Example BV?');
        expect(textOf(page)).to.contain('Northwind Hosting sends Dee Okafor notices about Example BV');
        expect(buttons(page)).to.deep.equal(['Yes, confirm', 'No, this is not me']);
        expect(page.headers['referrer-policy']).to.equal('no-referrer');
        expect(page.headers['cache-control']).to.equal('no-store');
      }
      expect(await fingerprint(w.db, 'mod_liaison_contact_marks')).to.deep.equal(before);
    });

    it('OP3 yes confirms, is in the log as who reads it, and a second time says so', async () => {
      const path = await linkOf(DEE);
      const visitor = await w.visitor();
      const page = await visitor.get(path);
      const done = await visitor.send(page, path);
      expect([done.status, done.h1]).to.deep.equal([200, 'hostmaster@example.com is confirmed']);
      const confirmed = { email: 'hostmaster@example.com', confirmed: true, blocked: false };
      expect(await markOf(w, DEE)).to.deep.equal(confirmed);
      const [line] = await audits('address.confirmed');
      expect(line).to.include({
        contact_id: DEE,
        actor_kind: 'sub-account',
        actor_name: 'hostmaster@example.com',
      });
      const again = await visitor.send(page, path);
      expect([again.status, textOf(again).includes('already confirmed')]).to.deep.equal([409, true]);
      const refused = await visitor.post(`${path}/refuse`, formOf(page));
      expect([refused.status, (await visitor.get(path)).status]).to.deep.equal([409, 410]);
      expect(await markOf(w, DEE)).to.deep.equal(confirmed);
      expect(await audits('address.confirmed')).to.have.length(1);
    });

    it('OP3 of two clicks at once one confirms', async () => {
      const path = await linkOf(EMRE);
      const visitor = await w.visitor();
      const page = await visitor.get(path);
      const both = await Promise.all([visitor.send(page, path), visitor.send(page, path)]);
      expect(both.map(({ status }) => status)).to.have.members([200, 409]);
      expect(await audits('address.confirmed')).to.have.length(2);
    });

    it('OP3 no blocks the address: no notice goes there, the panel’s switches follow, the owner is told', async () => {
      const switches = () => w.db('tblcontacts').where({ id: CY }).first('domainemails', 'generalemails');
      const held = { domainemails: 1, generalemails: 1 };
      expect({ ...(await switches()) }).to.deep.equal(held);
      const path = await linkOf(CY);
      const visitor = await w.visitor();
      const done = await visitor.post(`${path}/refuse`, formOf(await visitor.get(path)));
      expect([done.status, done.h1]).to.deep.equal([200, 'cy@corp.example gets no more notices']);
      expect(textOf(done)).to.contain('The owner of Example BV is told by email.');
      expect(await markOf(w, CY)).to.include({ confirmed: false, blocked: true });
      expect({ ...(await switches()) }).to.deep.equal({ domainemails: 0, generalemails: 0 });
      const [line] = await audits('address.blocked');
      expect(line).to.include({ contact_id: CY, actor_name: 'cy@corp.example' });
      expect(await mailsOf(w, 'address-refused')).to.deep.equal([{ contactId: CY }]);
      const mail = await lastMail(w);
      expect(mail.to).to.equal('ann@example.com');
      expect(mail.text).to.contain('Whoever reads cy@corp.example says that it does not belong to Cy Diaz');
      expect(mail.path).to.equal(`/client/contacts/${CY}`);
      const over = await visitor.get(path);
      expect([over.status, textOf(over).includes('already said')]).to.deep.equal([410, true]);
    });

    it('OP3 the owner’s own link tells nobody: there is nobody to tell', async () => {
      const before = await mailsOf(w, 'address-refused');
      const path = await confirmPath(w, 0, 'ann@example.com');
      const visitor = await w.visitor();
      const page = await visitor.get(path);
      expect(textOf(page)).to.not.contain('be told');
      expect((await visitor.post(`${path}/refuse`, formOf(page))).status).to.equal(200);
      expect(await markOf(w, 0)).to.include({ blocked: true });
      expect(await mailsOf(w, 'address-refused')).to.deep.equal(before);
      const [line] = await audits('address.blocked');
      expect(line).to.include({ contact_id: 0, actor_kind: 'owner', actor_name: 'ann@example.com' });
      await w.db('mod_liaison_contact_marks').where({ contact_id: 0 }).delete();
    });

    it('says which: ended, another address since, a contact that is gone', async () => {
      const visitor = await w.visitor();
      const path = await linkOf(FATIMA);
      const page = await visitor.get(path);
      await w.db('tblcontacts').where({ id: FATIMA }).update({ email: 'fatima@new.example' });
      const changed = await visitor.get(path);
      expect([changed.status, textOf(changed).includes('is no longer used for notices')]).to.deep.equal([
        410,
        true,
      ]);
      expect((await visitor.send(page, path)).status).to.equal(409);
      expect(await markOf(w, FATIMA)).to.equal(undefined);
      const gone = await visitor.get(await confirmPath(w, 999_999, 'gone@corp.example'));
      expect([gone.status, textOf(gone).includes('is no longer used')]).to.deep.equal([410, true]);
      const late = await linkOf(FATIMA);
      w.clock.advance(31 * DAY);
      const ended = await (await w.visitor()).get(late);
      expect([ended.status, textOf(ended).includes('links work for 30 days')]).to.deep.equal([410, true]);
    });

    it('tells nobody anything without a link of ours, and is limited per address of the network', async () => {
      const path = await linkOf(FATIMA);
      const broken = `${path.slice(0, -5)}xxxxx`;
      const pages = await Promise.all(
        [broken, '/confirm/x', '/confirm/a.b.c'].map(async (one) => (await w.visitor()).get(one)),
      );
      expect(pages.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
      expect(new Set(pages.map(textOf)).size).to.equal(1);
      for (let count = 0; count < 17; count += 1) await (await w.visitor()).get('/confirm/x');
      expect((await (await w.visitor()).get(path)).status).to.equal(429);
    });

    it('takes no answer without this session’s token', async () => {
      const path = await linkOf(FATIMA);
      const visitor = await w.visitor();
      await visitor.get(path);
      expect((await visitor.post(path, {})).status).to.equal(403);
      expect(await markOf(w, FATIMA)).to.equal(undefined);
    });
  });
}
