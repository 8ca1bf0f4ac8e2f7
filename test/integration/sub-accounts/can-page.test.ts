// What can this person do, and why (CL11): P1–P5 as a page says them.
import { expect } from 'chai';
import type { Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import { activate, invite } from './login-acts.js';

const DEE = 4;
const EMRE = 5;
const can = (contactId: number | 'owner', query = ''): string => `/client/contacts/${contactId}/can${query}`;
const answer = ({ $ }: Answer): string =>
  $('[aria-labelledby=lsn-answer]').text().replace(/\s+/g, ' ').trim();
const row = ({ $ }: Answer, area: string): string =>
  $('tbody tr')
    .filter((_index, line) => $(line).find('th').text() === area)
    .find('td')
    .map((_index, cell) => $(cell).text().trim())
    .get()
    .join(' ');

describe('What can this person do?', () => {
  const w = world();
  let departmentId: number;

  before(async () => {
    const [department] = await w.built.panel.departments.list(w.db);
    departmentId = department?.id as number;
    await activate(w, DEE, {
      permissions: ['billing.invoices', 'support.view'],
      departments: { mode: 'except', ids: [departmentId] },
      services: { mode: 'only', grants: [{ id: 2, functions: ['view', 'signOn'] }] },
      domains: { mode: 'all', functions: ['view'] },
    });
  });

  it('lists every permission with its reason, and where it is changed', async () => {
    const page = await w.ann.get(can(DEE));
    expect(page.h1).to.equal('What can Dee Okafor do?');
    expect(page.$('tbody tr')).to.have.length(20 + 1 + 2);
    expect(row(page, 'Allow to view/pay invoices')).to.match(/Yes\. Set by Ann Lee on .*Change$/);
    expect(row(page, 'Add funds')).to.contain('No. It was not given.');
    expect(row(page, 'View current tickets'))
      .to.contain('Yes. Set by Ann Lee')
      .and.to.contain('(department limit)');
    const change = page.$('a[aria-label="Change: Add funds"]').attr('href');
    expect(change).to.equal(`/client/contacts/${DEE}/access#f-billing-funds`);
    const form = await w.ann.get(`/client/contacts/${DEE}/access`);
    expect(form.$('#f-billing-funds, #services, #domains')).to.have.length(3);
  });

  it('counts and lists the services and domains in reach', async () => {
    const page = await w.ann.get(can(DEE));
    expect(page.$('main').text()).to.contain('Services: 1 of 4').and.to.contain('Domains: 2 of 2');
    expect(row(page, 'vps-12.example.com'))
      .to.contain('View, Sign on')
      .and.to.contain('It was given on this service.');
    expect(row(page, 'example.nl'))
      .to.contain('View')
      .and.to.contain('It was given on all domains, also new ones.');
  });

  it('answers one question with the deciding reason first, the others behind', async () => {
    const yes = await w.ann.get(can(DEE, '?permission=billing.invoices'));
    expect(answer(yes)).to.match(/^Allow to view\/pay invoices Yes\. Set by Ann Lee on /);
    const no = await w.ann.get(can(DEE, '?function=manage&service=2'));
    expect(answer(no)).to.match(
      /^Manage on vps-12\.example\.com No\. Has access to this service, but not to Manage\./,
    );
    const there = await w.ann.get(can(DEE, `?permission=support.view&department=${departmentId}`));
    expect(answer(there))
      .to.contain('No. Not in')
      .and.to.contain('All reasons')
      .and.to.contain('Set by Ann Lee');
    const order = there
      .$('[aria-labelledby=lsn-answer] li')
      .map((_index, one) => there.$(one).text())
      .get();
    expect(order[0]).to.contain('(department limit)');
    const domain = await w.ann.get(can(DEE, '?function=renew&domain=example.nl'));
    expect(answer(domain)).to.contain('Renew on example.nl No.');
    expect(answer(await w.ann.get(can(DEE, '?permission=support.view')))).to.contain('Yes.');
  });

  it('P6 follows a lowered ceiling at once, and says who turned it off', async () => {
    const ceiling = {
      level: 'client',
      level_id: 1,
      kind: 'permission',
      name: 'billing.invoices',
      allowed: 0,
    };
    await w.db('mod_liaison_ceilings').insert(ceiling);
    const page = await w.ann.get(can(DEE, '?permission=billing.invoices'));
    expect(answer(page)).to.contain('No. Turned off by Northwind Hosting for this company.');
    expect(answer(page)).to.contain('Set by Ann Lee');
    await w.db('mod_liaison_ceilings').where(ceiling).delete();
    expect(answer(await w.ann.get(can(DEE, '?permission=billing.invoices')))).to.contain('Yes.');
  });

  it('says what will be, for who is invited, and what would be, for who cannot sign in', async () => {
    await invite(w, EMRE, { permissions: ['billing.balance', 'support.notifications'] });
    const invited = await w.ann.get(can(EMRE, '?permission=billing.balance'));
    expect(answer(invited)).to.contain('From the moment Emre Yılmaz accepts: Yes. Set by Ann Lee');
    expect(invited.$('.lsn-notice').text()).to.contain('From the moment Emre Yılmaz accepts:');
    // Mail needs no login (A1).
    expect(answer(await w.ann.get(can(EMRE, '?permission=support.notifications')))).to.match(
      /notifications Yes\./,
    );
    await w.ann.submit('/client/contacts/1/login/suspend');
    const suspended = await w.ann.get(can(1, '?permission=billing.invoices'));
    expect(answer(suspended)).to.contain(
      'Bo Chen cannot sign in. With these settings the answer would be: Yes.',
    );
    expect(suspended.$('.lsn-notice').text()).to.contain('With these settings Bo Chen would be able to:');
    const none = await w.ann.get(can(6, '?permission=billing.funds'));
    expect(answer(none)).to.contain('cannot sign in').and.to.contain('No. It was not given.');
  });

  it('says of what it cannot find that it is not there, foreign ids alike', async () => {
    const foreign = await w.db('tblhosting').where({ userid: 2 }).first();
    const asks: [string, string][] = [
      [`?function=view&service=${foreign.id}`, 'There is no such service'],
      ['?function=view&service=999999', 'There is no such service'],
      ['?function=view&service=gps-1.noordzee.example', 'There is no such service'],
      ['?function=view&domain=noordzee.example', 'There is no such domain'],
      ['?permission=teleport', 'There is no such permission'],
      ['?permission=support.view&department=999', 'There is no such department'],
      ['?function=renew&service=2', 'Choose a function that it has'],
      ['?function=view', 'Choose a service or a domain'],
      ['?permission=billing.funds&service=2', 'Ask about one thing'],
      ['?permission=%3Cscript%3E', 'There is no such permission'],
    ];
    for (const [query, said] of asks) {
      const page = await w.ann.get(can(DEE, query));
      expect(page.status, query).to.equal(422);
      expect(page.$('.lsn-summary').text(), query).to.contain(said);
      expect(page.$('main script')).to.have.length(0);
      expect(answer(page)).to.equal('');
    }
    expect((await w.ann.get(can(DEE, '?permission[]=x&service[a]=1&page=-1'))).status).to.equal(200);
    const contact = await w.db('tblcontacts').where({ userid: 2 }).first();
    expect((await w.ann.get(can(contact.id as number))).status).to.equal(404);
  });

  it('offers no change where there is none to make: oneself, the owner, who holds more', async () => {
    expect((await w.cy.get(can(2))).$('a[aria-label^=Change]')).to.have.length(0);
    const owner = await w.ann.get(can('owner', '?permission=billing.funds'));
    expect(answer(owner)).to.contain('Yes. The owner may do everything.');
    expect(owner.$('a[aria-label^=Change]')).to.have.length(0);
  });

  it('pages 340 services, asks for a name where a list would be too long, and stays fast', async () => {
    const { contact_id: tuur } = await contactOfTuur();
    const path = `/client/contacts/${tuur}/can`;
    const started = performance.now();
    const page = await w.mira.get(path);
    expect(performance.now() - started).to.be.below(600);
    expect(page.text.length).to.be.below(60_000);
    expect(page.$('main').text()).to.contain('340 van 340');
    expect(page.$('tbody').eq(3).find('tr')).to.have.length(25);
    expect(page.$('#f-service').is('input')).to.equal(true);
    expect(page.$('.lsn-pagination a').last().attr('href')).to.equal(`${path}?page=2`);
    const asked = await w.mira.get(`${path}?function=view&service=GPS-334.noordzee.example`);
    expect(answer(asked)).to.contain('gps-334.noordzee.example').and.to.contain('Ja.');
  });

  it('is for staff too, and for nobody without the permission', async () => {
    expect((await w.sam.get(`/admin/clients/1/contacts/${DEE}/can`)).h1).to.equal('What can Dee Okafor do?');
    expect((await w.cy.get(can(DEE))).status).to.equal(200);
    expect((await w.bo.get(can(DEE))).status).to.be.oneOf([401, 403]);
  });

  const contactOfTuur = () =>
    w.db('tblcontacts').where({ email: 'tuur.wellens@noordzee.example' }).first({ contact_id: 'id' });
});
