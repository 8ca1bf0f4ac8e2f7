// The overview (CL1): whether notices arrive (N6), who is expected to act, and what happened lately.
import { expect } from 'chai';
import { loginOf, type Answer } from '../../support/app.js';
import { plantAccount } from '../../support/billing-accounts.js';
import { world } from '../../support/fixture.js';
import { plantBlocked, plantTypes } from './planted.js';

const PAGE = '/client/overview';
const DAY = 24 * 3600;
const text = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** "Thin · Domain notices Only … · Add one: Domain notices" of each line of the card. */
const faults = ({ $ }: Answer): string[] =>
  $('[aria-labelledby=lsn-coverage] dl > div')
    .toArray()
    .map((line) =>
      $(line)
        .children()
        .toArray()
        .map((part) => text($(part).text()))
        .join(' · '),
    );
const faultOf = (page: Answer, title: string): string =>
  faults(page).find((line) => line.includes(title)) ?? '';
const fixOf = ({ $ }: Answer, title: string): string | undefined =>
  $('[aria-labelledby=lsn-coverage] dl > div')
    .filter((_index, line) => $(line).find('strong').text() === title)
    .find('a')
    .attr('href');
const fact = ({ $ }: Answer, label: string): string =>
  $('[aria-labelledby=lsn-facts] dl > div')
    .filter((_index, line) => $(line).find('dt').text() === label)
    .find('dd')
    .toArray()
    .map((part) => text($(part).text()))
    .join(' · ');

describe('The overview', () => {
  const w = world();
  const ids = new Map<string, number>();
  const idOf = (firstName: string): number => ids.get(firstName) as number;

  before(async () => {
    for (const { id, firstname } of await w.db('tblcontacts').where({ userid: 1 }))
      ids.set(firstname as string, id as number);
  });

  it('is where whoever manages contacts starts, and the first of the menu, for staff too', async () => {
    for (const by of [w.ann, w.cy]) expect((await by.get('/client')).location).to.equal(PAGE);
    expect((await w.bo.get('/client')).location).to.equal('/client/home');
    const page = await w.ann.get(PAGE);
    expect(page.h1).to.equal('Contacts of Example BV');
    expect(page.$('.lsn-nav a').first().attr('href')).to.equal(PAGE);
    expect((await w.sam.get('/admin/clients/1')).location).to.equal('/admin/clients/1/overview');
    const file = await w.sam.get('/admin/clients/1/overview');
    expect(file.$('.lsn-nav a').first().attr('href')).to.equal('/admin/clients/1/overview');
    expect(faults(file)).to.deep.equal(faults(page));
  });

  it('N6 lists what does not arrive, the worst first, each with the way to mend it', async () => {
    const page = await w.ann.get(PAGE);
    expect(faultOf(page, 'Security and abuse')).to.equal(
      'Stand-in · Security and abuse Only Ann Lee, standing in as owner. · Choose someone: Security and abuse',
    );
    expect(faultOf(page, 'Affiliate mail')).to.equal(
      'Thin · Affiliate mail Only Inès Moreau was chosen, at an address that is not confirmed yet. · Add one: Affiliate mail',
    );
    const statuses = faults(page).map((line) => line.split(' ')[0]);
    expect(statuses).to.deep.equal(
      statuses.toSorted((one = '', other = '') => ORDER.indexOf(one) - ORDER.indexOf(other)),
    );
    expect(fixOf(page, 'Security and abuse')).to.equal('/client/contacts/new?type=security');
    expect(fixOf(page, 'Affiliate mail')).to.equal('/client/notices?view=contact');
  });
  const ORDER = ['Nobody', 'Stand-in', 'Thin'];

  it('leads to a new contact whose type is ticked', async () => {
    const page = await w.ann.get('/client/contacts/new?type=security');
    expect(page.$('#f-types input[checked]').attr('value')).to.equal('security');
    expect((await w.ann.get('/client/contacts/new?type=king')).$('#f-types input[checked]')).to.have.length(
      0,
    );
  });

  it('counts what reaches somebody chosen, as a sentence and as a meter; confirmed is covered', async () => {
    const before = await w.ann.get(PAGE);
    const reached = Number(before.$('meter').attr('value'));
    expect(before.$('meter').attr('max')).to.equal('10');
    expect(text(before.$('[aria-labelledby=lsn-coverage] p').first().text())).to.equal(
      `${reached} of 10 notices reach someone you chose.`,
    );
    await plantTypes(w.db, 1, idOf('Bo'), ['security']);
    const thin = await w.ann.get(PAGE);
    expect(Number(thin.$('meter').attr('value'))).to.equal(reached + 1);
    expect(faultOf(thin, 'Security and abuse')).to.match(/^Thin .* not confirmed yet\. · Add one/);
    await w.db('mod_liaison_contact_marks').insert({
      client_id: 1,
      contact_id: idOf('Bo'),
      email: 'bo@corp.example',
      confirmed_at: '2026-11-01 09:00:00',
    });
    expect(faultOf(await w.ann.get(PAGE), 'Security and abuse')).to.equal('');
  });

  it('N6 Nobody stands first, with why', async () => {
    await plantBlocked(w.db, 1, 0);
    const page = await w.ann.get(PAGE);
    expect(faults(page)[0]).to.equal(
      'Nobody · Access issues Nobody: the address of Ann Lee, the owner, is blocked too. · Choose someone: Access issues',
    );
    await w.db('mod_liaison_contact_marks').where({ contact_id: 0 }).delete();
  });

  it('N3 names the billing account that is not covered', async () => {
    const accountId = await plantAccount(w.db, { clientId: 1, name: 'EU-01', contactId: idOf('Jonas') });
    const page = await w.ann.get(PAGE);
    expect(faultOf(page, 'Invoices and renewals')).to.contain('Invoices and renewals, ');
    expect(page.$('a[href="/client/billing-accounts"]').length).to.be.above(0);
    await w.db('mod_liaison_billing_accounts').where({ id: accountId }).delete();
  });

  it('R2 shows who holds the four roles, or stands in', async () => {
    const page = await w.ann.get(PAGE);
    const cards = page.$('.lsn-cards .lsn-card').toArray();
    expect(cards.map((card) => text(page.$(card).text()))).to.deep.equal(
      ['General', 'Technical', 'Billing', 'Security'].map(
        (role) => `Primary ${role}Ann Lee Stands inPromote someone to Primary ${role}`,
      ),
    );
  });

  it('names the Admin contacts, the first as such, and counts sub-accounts and changes', async () => {
    expect(fact(await w.ann.get(PAGE), 'Admin contacts')).to.contain(
      'Nobody yet. Until then Ann Lee, the owner, stands in.',
    );
    for (const name of ['Emre', 'Grace']) await plantTypes(w.db, 1, idOf(name), ['admin']);
    const page = await w.ann.get(PAGE);
    expect(fact(page, 'Admin contacts')).to.contain('Emre Yılmaz (first) and Grace Müller');
    expect(fact(page, 'Sub-accounts')).to.equal('2 active · See sub-accounts');
    expect(fact(page, 'Changes this week')).to.equal('0 · See activity');
  });

  it('says to a client with nobody but its owner what to do first', async () => {
    await w.db('tblcontacts').where({ userid: 3 }).delete();
    const page = await w.sam.get('/admin/clients/3/overview');
    expect(page.$('[aria-labelledby=lsn-coverage]').text()).to.match(
      /, the owner, gets every notice for now\. Add the people who should hear about invoices, maintenance or security\./,
    );
    expect(faults(page)).to.deep.equal([]);
    expect(page.$('a[href="/admin/clients/3/contacts/new"]')).to.have.length(1);
  });

  it('is for whoever manages contacts, and another client’s file is not there', async () => {
    expect((await w.bo.get(PAGE)).status).to.equal(403);
    expect((await w.mira.get(PAGE)).text).to.not.contain('Example BV');
    expect((await w.sam.get('/admin/clients/999999/overview')).status).to.equal(404);
  });

  it('answers for a client with 5,000 contacts in a small page', async () => {
    const page = await w.mira.get(PAGE);
    expect(page.status).to.equal(200);
    expect(page.text.length).to.be.below(60_000);
  });

  it('counts what was changed in the last seven days, sign-ins left out', async () => {
    await w.ann.submit('/client/contacts/new', {
      firstName: 'New',
      lastName: 'One',
      email: 'new@corp.example',
    });
    const changes = async (): Promise<string> => {
      const ann = await w.visitor(loginOf(w.cast.ownerOfClient1));
      return fact(await ann.get(PAGE), 'Changes this week');
    };
    w.clock.advance(6 * DAY);
    expect(await changes()).to.equal('1 · See activity');
    w.clock.advance(DAY + 1);
    expect(await changes()).to.equal('0 · See activity');
  });
});
