// Who gets what after a change of a contact, shown before it is saved (U2): asked for, and where nobody chosen is left.
import { expect } from 'chai';
import { summaryOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { TickedForm } from '../../support/ticked-form.js';

const HOW = 'emailCategories[how]';

describe('U2 The effect of a contact form', () => {
  const w = world();
  const NETOPS = '/client/contacts/3/edit';
  const effectOf = ({ $ }: Answer): string => $('[aria-labelledby=lsn-effect]').text();
  const typesOf = (contact_id: number): Promise<string[]> =>
    w.db('mod_liaison_contact_types').where({ client_id: 1, contact_id }).orderBy('type').pluck('type');

  /** Everything but the sessions, in which a token may be renewed. */
  async function everything(): Promise<Record<string, string>> {
    const { mod_liaison_sessions: _sessions, ...all } = await fingerprint(w.db, '');
    return all;
  }

  before(async () => {
    const form = await TickedForm.open(w.ann, NETOPS);
    expect((await form.tick('types[]', 'technical', 'security').press()).page.status).to.equal(303);
  });

  it('shows recipients before and after, writes nothing and keeps every answer', async () => {
    const form = await TickedForm.open(w.ann, '/client/contacts/5/edit');
    const before = await everything();
    const shown = await form.tick('types[]', 'security').set('note', 'Ask Emre').press('preview');
    expect(shown.page.status).to.equal(200);
    expect(effectOf(shown.page)).to.contain('Security and abuse');
    expect(effectOf(shown.page)).to.contain('Network engineers → Network engineers and Emre Yılmaz');
    expect(shown.page.$('#f-note').val()).to.equal('Ask Emre');
    expect(shown.page.$('#f-types-security').is(':checked')).to.equal(true);
    expect(await everything()).to.deep.equal(before);
    expect((await shown.press()).page.status).to.equal(303);
    expect(await typesOf(5)).to.deep.equal(['security']);
  });

  it('says so when nobody gets other mail', async () => {
    const shown = await (await TickedForm.open(w.ann, NETOPS)).set('city', 'Haarlem').press('preview');
    expect(effectOf(shown.page)).to.contain('Nobody gets other mail because of this.');
    expect(shown.values('seen')).to.deep.equal([]);
  });

  it('names both addresses where only the address changes', async () => {
    const form = await TickedForm.open(w.ann, NETOPS);
    const shown = await form.set('email', 'noc@corp.example').press('preview');
    expect(effectOf(shown.page)).to.contain('netops@corp.example').and.to.contain('noc@corp.example');
  });

  it('shows what a new contact will get', async () => {
    const path = '/client/contacts/new';
    const form = (await TickedForm.open(w.ann, path)).set('firstName', 'Ida').set('lastName', 'Vos');
    const before = await everything();
    const shown = await form.set('email', 'ida@vos.example').tick('types[]', 'admin').press('preview');
    expect(effectOf(shown.page)).to.contain('Access issues').and.to.contain('Ida Vos');
    expect(await everything()).to.deep.equal(before);
    const saved = await shown.press();
    expect([saved.page.status, saved.page.location?.startsWith('/client/contacts/')]).to.deep.equal([
      303,
      true,
    ]);
  });

  it('gives errors before it shows anything', async () => {
    const form = await TickedForm.open(w.ann, NETOPS);
    const wrong = await form.set('email', 'ANN@example.com').press('preview');
    expect(wrong.page.status).to.equal(422);
    expect(summaryOf(wrong.page)).to.deep.equal(['ANN@example.com already belongs to Ann Lee']);
  });

  describe('that leaves a notice to a stand-in', () => {
    const loseSecurity = async (): Promise<TickedForm> => {
      await TickedForm.open(w.ann, '/client/contacts/5/edit').then((form) =>
        form.untick('types[]', 'security').press(),
      );
      return (await TickedForm.open(w.ann, NETOPS)).untick('types[]', 'security').set('note', 'kept');
    };

    it('is shown first, and nothing is written; then it is saved', async () => {
      const form = await loseSecurity();
      const before = await everything();
      const check = await form.press();
      expect(check.page.status).to.equal(200);
      expect(effectOf(check.page)).to.contain('Only a stand-in is left');
      expect(check.page.$('[role=alert]').text()).to.contain('Check this before you save');
      expect(check.page.$('#f-note').val()).to.equal('kept');
      expect(await everything()).to.deep.equal(before);
      const seen = check.values('seen');
      expect((await check.press()).page.status).to.equal(303);
      expect(await typesOf(3)).to.deep.equal(['technical']);
      expect(seen.join('')).to.match(/^[\w-]{11}\.[\w-]{22}$/);
      await (await TickedForm.open(w.ann, NETOPS)).tick('types[]', 'security').press();
    });

    it('409 when it is no longer what was seen, with the new preview; and then it is saved', async () => {
      const check = await (await loseSecurity()).press();
      await (await TickedForm.open(w.cy, '/client/contacts/9/edit')).tick('types[]', 'technical').press();
      await (await TickedForm.open(w.cy, '/client/contacts/4/edit')).tick('types[]', 'security').press();
      const again = await check.press();
      expect(again.page.status).to.equal(409);
      expect(again.page.$('[role=alert]').text()).to.contain('Who gets what has changed meanwhile');
      expect(effectOf(again.page)).to.contain('Network engineers and Dee Okafor → Dee Okafor');
      expect(again.page.$('#f-note').val()).to.equal('kept');
      expect(await typesOf(3)).to.deep.equal(['security', 'technical']);
      expect((await again.press()).page.status).to.equal(303);
      expect(await typesOf(3)).to.deep.equal(['technical']);
    });

    it('is shown first when a switch does it; other answers need another look, and are not stale', async () => {
      const path = '/client/contacts/9/edit';
      const affiliate = 'emailCategories[affiliate][]';
      const form = await TickedForm.open(w.ann, path);
      const check = await form.set(HOW, 'hand').untick(affiliate, 'on').press();
      expect(check.page.status).to.equal(200);
      expect(effectOf(check.page)).to.contain('Affiliate mail').and.to.contain('Only a stand-in is left');
      const other = await check.tick('types[]', 'admin').press();
      expect(other.page.status).to.equal(200);
      expect(other.page.$('[role=alert]').text()).to.contain('Check this before you save');
      expect(await w.db('tblcontacts').where({ id: 9 }).first()).to.include({ affiliateemails: 1 });
      expect((await other.press()).page.status).to.equal(303);
      expect(await w.db('tblcontacts').where({ id: 9 }).first()).to.include({ affiliateemails: 0 });
    });
  });

  it('is not shown with names of others to whoever may only edit the profile', async () => {
    const link = w.db('tblusers_clients').where({ auth_user_id: w.cast.fewPermissions.userId });
    await link.clone().update({ permissions: 'profile' });
    const form = await TickedForm.open(w.bo, '/client/contacts/owner/edit');
    const shown = await form.tick('types[]', 'technical').press('preview');
    expect(shown.page.status).to.equal(200);
    expect(shown.page.$('main').text()).to.not.contain('Network engineers');
  });
});
