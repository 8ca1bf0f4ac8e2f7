// Email preferences in the contact form (CL4, CL5) and on the contact's page (CL6), down to the panel's own columns.
import { expect } from 'chai';
import { formOf, summaryOf } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { TickedForm } from '../../support/ticked-form.js';

const NEW = '/client/contacts/new';
const HOW = 'emailCategories[how]';
const box = (category: string): string => `emailCategories[${category}][]`;

for (const profile of ['whmcs8', 'whmcs7'] as const) {
  describe(`N2 Email preferences on ${profile}`, () => {
    const w = world(profile);
    const CATEGORIES = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];

    /** The panel's own switches that are on. */
    async function panelSays(email: string): Promise<string[]> {
      const row = (await w.db('tblcontacts').where({ email }).first()) as Record<string, number>;
      return CATEGORIES.filter((category) => Number(row[`${category}emails`]) === 1);
    }
    const setByHand = (contact_id: number): Promise<Record<string, string>[]> =>
      w
        .db('mod_liaison_category_overrides')
        .where({ client_id: 1, contact_id })
        .orderBy('category')
        .select('category', 'state', 'set_by');
    const lastChange = async (contact_id: number): Promise<Record<string, unknown>> => {
      const { changes } = (await w
        .db('mod_liaison_audit')
        .where({ contact_id })
        .orderBy('id', 'desc')
        .first()) as {
        changes: string;
      };
      return JSON.parse(changes) as Record<string, unknown>;
    };
    const addForm = async (firstName: string): Promise<TickedForm> =>
      (await TickedForm.open(w.ann, NEW))
        .set('firstName', firstName)
        .set('lastName', 'Vos')
        .set('email', `${firstName.toLowerCase()}@vos.example`);

    let ida: number;

    it('are asked with following the types chosen, and all six boxes for whoever has no JavaScript', async () => {
      const page = await w.ann.get(NEW);
      expect(page.$(`input[name="${HOW}"]:checked`).val()).to.equal('types');
      const boxes = page.$('fieldset[data-lsn-when="emailCategories[how]=hand"] input[type=checkbox]');
      expect(boxes).to.have.length(6);
      expect(boxes.filter('[checked]')).to.have.length(0);
    });

    it('follow the types of a new contact, and the page says what it will get', async () => {
      const form = await addForm('Ida');
      const { page } = await form.tick('types[]', 'technical').tick(box('invoice'), 'on').press();
      expect(page.status).to.equal(303);
      ida = Number(page.location?.split('/').at(-1));
      const view = await w.ann.follow(page);
      expect(view.$('[role=status]').text()).to.contain(
        'Ida Vos was added and will get Account matters, Service deliveries and changes, Maintenance and outages, Product mail.',
      );
      expect(await panelSays('ida@vos.example')).to.deep.equal(['general', 'product']);
      expect(await setByHand(ida)).to.deep.equal([]);
      const receives = view.$('[aria-labelledby=lsn-receives]').text();
      expect(receives).to.contain('Maintenance and outages').and.to.contain('Has the Technical type.');
      expect(receives).to.contain('Address not confirmed').and.to.contain('Change what Ida Vos gets');
    });

    it('say nothing more of a contact who gets nothing', async () => {
      const { page } = await (await addForm('Nil')).press();
      expect((await w.ann.follow(page)).$('[role=status]').text().trim()).to.equal('Nil Vos was added.');
    });

    it('by hand go with a new contact in one save with one line', async () => {
      const form = await addForm('Han');
      const { page } = await form
        .tick('types[]', 'technical')
        .set(HOW, 'hand')
        .tick(box('product'), 'on')
        .tick(box('invoice'), 'on')
        .press();
      expect(page.status).to.equal(303);
      expect(await panelSays('han@vos.example')).to.deep.equal(['product', 'invoice']);
      const han = Number(page.location?.split('/').at(-1));
      expect(await setByHand(han)).to.deep.equal([
        { category: 'general', state: 'off', set_by: 'Ann Lee' },
        { category: 'invoice', state: 'on', set_by: 'Ann Lee' },
      ]);
      expect(await w.db('mod_liaison_audit').where({ contact_id: han })).to.have.length(1);
      expect(await lastChange(han)).to.deep.equal({
        'mail.general': { before: 'fromType', after: 'offByHand' },
        'mail.invoice': { before: 'off', after: 'onByHand' },
      });
      const history = (await w.ann.follow(page)).$('.lsn-history').text();
      expect(history).to.contain('General mail').and.to.contain('off by hand');
    });

    it('each say their state, and a type goes with what it brought', async () => {
      const form = await TickedForm.open(w.ann, `/client/contacts/${ida}/edit`);
      expect(form.page.$('#f-emailCategories-general-hint').text()).to.equal(
        'Includes maintenance · From the Technical type',
      );
      expect(
        (await form.untick('types[]', 'technical').tick('types[]', 'billing').press()).page.status,
      ).to.equal(303);
      expect(await panelSays('ida@vos.example')).to.deep.equal(['invoice']);
      expect(await setByHand(ida)).to.deep.equal([]);
    });

    it('by hand stay through a change of types; what was left as it was follows them', async () => {
      const path = `/client/contacts/${ida}/edit`;
      const form = await TickedForm.open(w.ann, path);
      await form.set(HOW, 'hand').untick(box('invoice'), 'on').tick(box('support'), 'on').press();
      expect(await panelSays('ida@vos.example')).to.deep.equal(['support']);
      const again = await TickedForm.open(w.ann, path);
      expect(again.page.$(`input[name="${HOW}"]:checked`).val()).to.equal('hand');
      expect(again.page.$('#f-emailCategories-invoice-hint').text()).to.equal('Off by hand');
      await again.tick('types[]', 'technical').press();
      expect(await panelSays('ida@vos.example')).to.deep.equal(['general', 'product', 'support']);
    });

    it('are reset by following the types again', async () => {
      const form = await TickedForm.open(w.ann, `/client/contacts/${ida}/edit`);
      expect((await form.set(HOW, 'types').press()).page.status).to.equal(303);
      expect(await setByHand(ida)).to.deep.equal([]);
      expect(await panelSays('ida@vos.example')).to.deep.equal(['general', 'product', 'invoice']);
      expect(await lastChange(ida)).to.deep.equal({
        'mail.invoice': { before: 'offByHand', after: 'fromType' },
        'mail.support': { before: 'onByHand', after: 'off' },
      });
    });

    it('a switch turned in the panel itself is by hand, and stays so after a change of types', async () => {
      await w.db('tblcontacts').where({ id: ida }).update({ generalemails: 0, affiliateemails: 1 });
      const form = await TickedForm.open(w.ann, `/client/contacts/${ida}/edit`);
      expect(form.page.$(`input[name="${HOW}"]:checked`).val()).to.equal('hand');
      expect(form.page.$('#f-emailCategories-affiliate-hint').text()).to.equal('On by hand');
      await form.untick('types[]', 'technical').tick('types[]', 'general').press();
      expect(await panelSays('ida@vos.example')).to.deep.equal(['invoice', 'affiliate']);
      expect((await setByHand(ida)).map(({ category, state }) => `${category} ${state}`)).to.deep.equal([
        'affiliate on',
        'general off',
      ]);
    });

    it('that the panel had before us are kept when one more is chosen', async () => {
      const path = '/client/contacts/5/edit';
      const form = await TickedForm.open(w.ann, path);
      await form.tick('types[]', 'technical').tick(box('invoice'), 'on').press();
      expect(await panelSays('emre@corp.example')).to.deep.equal(['general', 'product', 'domain', 'invoice']);
    });

    it('of the owner are the client’s own, on until they are switched off', async () => {
      const owner = async (): Promise<unknown> => {
        const row = (await w.db('tblclients').where({ id: 1 }).first()) as { email_preferences: string };
        return JSON.parse(row.email_preferences);
      };
      const path = '/client/contacts/owner/edit';
      const form = await TickedForm.open(w.ann, path);
      expect(form.page.$(`input[name="${HOW}"]:checked`).val()).to.equal('types');
      expect(form.page.$('#f-emailCategories-product-hint').text()).to.equal(
        'On for the owner until it is switched off',
      );
      const saved = await form.set(HOW, 'hand').untick(box('product'), 'on').press();
      expect(saved.page.status).to.equal(303);
      expect(await owner()).to.include({ general: '1', product: '0', invoice: '1' });
      await (await TickedForm.open(w.ann, path)).set(HOW, 'types').press();
      expect(await owner()).to.include({ product: '1' });
    });

    it('that a primary role requires are text, and sent all the same they are refused at their place', async () => {
      const promote = '/client/contacts/7/promote?role=billing';
      expect((await w.ann.submit(promote)).status).to.equal(303);
      const path = '/client/contacts/7/edit';
      const page = await w.ann.get(path);
      expect(page.$('#f-emailCategories-invoice')).to.have.length(0);
      expect(page.$('.lsn-choice-fixed').text()).to.contain('Always: Primary Billing');
      const before = await fingerprint(w.db, 'tblcontacts');
      const refused = await w.ann.submit(path, { [HOW]: 'hand', 'emailCategories[invoice]': '' });
      expect(refused.status).to.equal(422);
      expect(summaryOf(refused)).to.deep.equal([
        'Primary Billing must get invoice mail. Promote someone else first',
      ]);
      expect(await fingerprint(w.db, 'tblcontacts')).to.deep.equal(before);
    });
  });
}

describe('N2 Email preferences where the panel has none of the owner', () => {
  const w = world('whmcs76');

  it('are text with the reason, and no field', async () => {
    const path = '/client/contacts/owner/edit';
    const page = await w.ann.get(path);
    expect(page.$(`input[name="${HOW}"]`)).to.have.length(0);
    expect(page.$('.lsn-locked').text())
      .to.contain('Email preferences')
      .and.to.contain('Follow the types above');
    expect((await w.ann.submit(path, { [HOW]: 'hand' })).status).to.equal(422);
    expect((await w.ann.submit(path, { note: 'Still saved' })).status).to.equal(303);
    expect((await w.ann.get(NEW)).$(`input[name="${HOW}"]`)).to.have.length(2);
  });
});

describe('N2 The form of email preferences', () => {
  const w = world();
  const EMRE = '/client/contacts/5/edit';

  it('C8 keeps the last domain mail, says so at its box, and keeps the answers', async () => {
    await w.db('tblclients').where({ id: 1 }).update({ email_preferences: '{"domain":"0"}' });
    await w.db('tblcontacts').where({ userid: 1 }).whereNot({ id: 5 }).update({ domainemails: 0 });
    const form = await TickedForm.open(w.ann, EMRE);
    const again = await form.set('city', 'Izmir').set(HOW, 'hand').untick(box('domain'), 'on').press();
    expect(again.page.status).to.equal(422);
    expect(summaryOf(again.page)).to.deep.equal([
      'At least one contact must get domain mail. Turn it on for someone else first',
    ]);
    expect(again.page.$('.lsn-summary a').attr('href')).to.equal('#f-emailCategories-domain');
    expect(again.page.$('#f-emailCategories-domain').attr('aria-invalid')).to.equal('true');
    expect(again.page.$('#f-emailCategories-domain').is(':checked')).to.equal(false);
    expect(again.page.$('#f-city').val()).to.equal('Izmir');
    expect((await w.db('tblcontacts').where({ id: 5 }).first()).city).to.equal('Amsterdam');
  });

  it('refuses what is no category and no answer', async () => {
    for (const answers of [
      { 'emailCategories[marketing]': 'on' },
      { [HOW]: 'perhaps' },
      { [HOW]: 'hand', 'emailCategories[invoice]': 'types' },
      { emailCategories: 'x' },
    ])
      expect((await w.ann.submit(EMRE, answers)).status, JSON.stringify(answers)).to.equal(422);
  });

  it('D3 is stale when somebody else switched meanwhile, and both values are there to choose', async () => {
    const mine = await TickedForm.open(w.ann, EMRE);
    const theirs = await TickedForm.open(w.cy, EMRE);
    await theirs.set(HOW, 'hand').tick(box('invoice'), 'on').press();
    const conflict = await mine.set(HOW, 'hand').tick(box('support'), 'on').press();
    expect(conflict.page.status).to.equal(409);
    const legends = conflict.page.$('.lsn-conflict legend').toArray();
    expect(legends.map((one) => conflict.page.$(one).text())).to.deep.equal(['Invoice mail', 'Support mail']);
    const chosen = await conflict.press();
    expect(chosen.page.status).to.equal(303);
    const row = await w.db('tblcontacts').where({ id: 5 }).first();
    expect(row).to.include({ invoiceemails: 1, supportemails: 1 });
  });

  it('is not there for a sub-account that may only edit the profile', async () => {
    const path = '/client/contacts/owner/edit';
    const link = w.db('tblusers_clients').where({ auth_user_id: w.cast.fewPermissions.userId });
    await link.clone().update({ permissions: 'profile' });
    const page = await w.bo.get(path);
    expect(page.status).to.equal(200);
    expect(page.$(`input[name="${HOW}"]`)).to.have.length(0);
    expect((await w.bo.submit(path, { [HOW]: 'types' })).status).to.equal(422);
    expect((await w.bo.submit(path, { city: 'Delft' })).status).to.equal(303);
  });

  it('are no way to the owner’s details for who manages contacts only', async () => {
    const link = w.db('tblusers_clients').where({ auth_user_id: w.cast.managesContacts.userId });
    await link.clone().update({ permissions: 'contacts' });
    const path = '/client/contacts/0/edit';
    const form = await TickedForm.open(w.cy, path);
    const before = await fingerprint(w.db, 'tblclients');
    const byHand = form.set('city', 'Breda').set(HOW, 'hand').untick(box('product'), 'on');
    expect((await byHand.press()).page.status).to.equal(403);
    expect((await byHand.press('preview')).page.status).to.equal(403);
    expect(await fingerprint(w.db, 'tblclients')).to.deep.equal(before);
  });

  it('needs its CSRF token', async () => {
    const { _csrf: _token, ...form } = formOf(await w.ann.get(EMRE));
    expect((await w.ann.post(EMRE, { ...form, [HOW]: 'types' })).status).to.equal(403);
  });

  it('a link ticks a type, and only one there is', async () => {
    const asked = async (type: string): Promise<number> =>
      (await w.ann.get(`${NEW}?type=${type}`)).$('input[name="types[]"][type=checkbox][checked]').length;
    expect((await w.ann.get(`${NEW}?type=security`)).$('#f-types-security').is(':checked')).to.equal(true);
    expect([await asked('security'), await asked('king'), await asked('')]).to.deep.equal([1, 0, 0]);
  });
});
