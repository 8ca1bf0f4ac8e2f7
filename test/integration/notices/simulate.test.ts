// Who will receive this (CL13): N1, N3–N5 as a page says them.
import { expect } from 'chai';
import { KnexMarketStore } from '../../../module/markets/store.js';
import { summaryOf, type Answer } from '../../support/app.js';
import { plantAccount } from '../../support/billing-accounts.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { plantBlocked, plantTypes } from './planted.js';

const PAGE = '/client/notices/simulate';
const text = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** "Bo Chen · bo@corp.example · Has the Technical type." of each row of one table. */
const rows = ({ $ }: Answer, caption: RegExp): string[] =>
  $('main table')
    .filter((_index, table) => caption.test($(table).find('caption').text()))
    .find('tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .children()
        .toArray()
        .map((cell) => text($(cell).text()))
        .join(' · '),
    );
const recipients = (page: Answer): string[] => rows(page, /recipient|ontvanger/);
const notSent = (page: Answer): string[] => rows(page, /Not sent/);
const options = ({ $ }: Answer, field: string): string[] =>
  $(`#f-${field} option`)
    .toArray()
    .map((one) => text($(one).text()));

describe('Who will receive this?', () => {
  const w = world();
  const ids = new Map<string, number>();
  const idOf = (firstName: string): number => ids.get(firstName) as number;
  /** As a person does on the page of preferences. */
  async function switchOff(contactId: number, category: string): Promise<void> {
    const path = '/client/notices?view=contact';
    const { $ } = await w.ann.get(path);
    const fields = $('main form[method=post]')
      .serializeArray()
      .filter(({ name, value }) => name !== `mail[c${contactId}][]` || value !== category);
    const body = new URLSearchParams(fields.map(({ name, value }) => [name, value])).toString();
    expect((await w.ann.post(path, body)).status).to.equal(303);
  }
  const ask = (query: string): Promise<Answer> => w.ann.get(`${PAGE}?${query}`);

  before(async () => {
    for (const { id, firstname } of await w.db('tblcontacts').where({ userid: 1 }))
      ids.set(firstname as string, id as number);
  });

  it('says what it is for until a notice is chosen, and sends nothing', async () => {
    const before = await fingerprint(w.db, 'mod_liaison_outbox');
    const page = await w.ann.get(PAGE);
    expect([page.status, page.h1]).to.deep.equal([200, 'Who will receive this?']);
    expect(page.$('main').text()).to.contain('Choose a notice to see who would get it now. Nothing is sent.');
    expect(page.$('main table, main form[method=post]')).to.have.length(0);
    // Nothing of a marketplace and nothing for resellers.
    expect(options(page, 'notice')).to.have.length(11);
    expect(await fingerprint(w.db, 'mod_liaison_outbox')).to.deep.equal(before);
  });

  it('N5 says of everybody why, N1 and what was switched off by hand is not sent', async () => {
    const page = await ask('notice=domain-notices');
    expect(text(page.$('#lsn-answer').parent().text())).to.equal('Domain notices Thin');
    expect(recipients(page)).to.deep.equal([
      'Ann Lee Stand-in · ann@example.com Not confirmed On your own server · The owner gets Domain mail until it is switched off.',
      'Cy Diaz · cy@corp.example Not confirmed · Domain mail is on by hand.',
      'Emre Yılmaz · emre@corp.example Not confirmed · Domain mail is on by hand.',
    ]);
    await switchOff(idOf('Emre'), 'domain');
    const after = await ask('notice=domain-notices');
    expect(recipients(after)).to.have.length(2);
    expect(notSent(after)).to.have.length(1);
    expect(notSent(after)[0]).to.match(
      /^Emre Yılmaz · emre@corp\.example · Domain mail is off by hand since .*\d{4}.*UTC\.$/,
    );
  });

  it('N1 one mail per address, and who is blocked gets none', async () => {
    await plantTypes(w.db, 1, idOf('Bo'), ['security']);
    await plantTypes(w.db, 1, idOf('Emre'), ['security']);
    await plantBlocked(w.db, 1, idOf('Emre'));
    const page = await ask('notice=security-abuse');
    expect(recipients(page)).to.deep.equal([
      'Bo Chen · bo@corp.example Not confirmed · Has the Security type.',
    ]);
    expect(notSent(page)).to.deep.equal(['Emre Yılmaz · emre@corp.example · The address is blocked.']);
    expect(page.$(`a[href="/client/contacts/${idOf('Bo')}"]`)).to.have.length(1);
  });

  it('N1 says which fallback was used', async () => {
    const page = await ask('notice=access-issues');
    expect(page.$('.lsn-notice').text()).to.contain(
      'Nobody was chosen for this notice. The owner stands in.',
    );
    expect(recipients(page)).to.deep.equal([
      'Ann Lee Stand-in · ann@example.com Not confirmed On your own server · Nobody else gets this notice, so the owner stands in.',
    ]);
  });

  it('who gets it in two ways gets it once', async () => {
    await plantTypes(w.db, 1, idOf('Grace'), ['billing']);
    const page = await ask('notice=invoices-renewals');
    expect(recipients(page).find((row) => row.startsWith('Grace'))).to.match(
      /Has the Billing type\. Is the billing contact of the default billing account\. .*Sent once\.$/,
    );
    expect(options(page, 'billingAccount')).to.deep.equal([]);
  });

  describe('N3 with several billing accounts', () => {
    let accountId: number;
    before(async () => {
      accountId = await plantAccount(w.db, { clientId: 1, name: 'EU-01', contactId: idOf('Jonas') });
      const [service] = await w.db('tblhosting').where({ userid: 1 }).orderBy('id');
      await w
        .db('mod_liaison_billing_account_services')
        .insert({ client_id: 1, service_id: service.id, account_id: accountId });
    });

    it('asks which one, only where it matters', async () => {
      expect(options(await ask('notice=invoices-renewals'), 'billingAccount')).to.deep.equal([
        'The default billing account',
        'EU-01',
      ]);
      expect(options(await ask('notice=domain-notices'), 'billingAccount')).to.deep.equal([]);
    });

    it('a billing contact hears only about its own', async () => {
      const standard = await ask('notice=invoices-renewals');
      expect(recipients(standard).some((row) => row.startsWith('Jonas'))).to.equal(false);
      expect(notSent(standard)).to.deep.equal([
        'Jonas Lindqvist · jonas@corp.example · Hears only about its own billing account, EU-01.',
      ]);
      const other = await ask(`notice=invoices-renewals&billingAccount=${accountId}`);
      expect(other.$('#lsn-answer').text()).to.contain('Invoices and renewals, EU-01');
      expect(recipients(other).some((row) => row.startsWith('Jonas'))).to.equal(true);
      expect(other.$('#f-billingAccount option[selected]').text()).to.equal('EU-01');
    });

    it('a service stands for the account that pays for it', async () => {
      const [paid, unpaid] = await w.db('tblhosting').where({ userid: 1 }).orderBy('id').pluck('id');
      const page = await ask(`notice=invoices-renewals&service=${paid}`);
      expect(page.$('#lsn-answer').text()).to.contain('EU-01');
      expect((await ask(`notice=invoices-renewals&service=${unpaid}`)).$('#lsn-answer').text()).to.contain(
        'the default billing account',
      );
      const both = await ask(`notice=invoices-renewals&service=${unpaid}&billingAccount=${accountId}`);
      expect([both.status, summaryOf(both)]).to.deep.equal([
        422,
        ['This service belongs to another billing account. Select one of the two'],
      ]);
    });
  });

  it('N4 asks for the market where there are any', async () => {
    await new KnexMarketStore().insert({ code: 'AMS', name: 'Amsterdam', isOpen: true }, w.db);
    const page = await ask('notice=marketplace-requests&market=AMS');
    expect(options(page, 'market')).to.deep.equal(['A market without its own request alias', 'Amsterdam']);
    expect(recipients(page)[0]).to.contain('Stands in as default request alias, as owner');
    expect(options(await ask('notice=access-issues'), 'market')).to.deep.equal([]);
  });

  it('says what it cannot find, and keeps what was asked', async () => {
    const foreign = await w.db('tblhosting').where({ userid: 2 }).first('id');
    const cases: [string, string][] = [
      ['notice=letters-by-post', 'Select a notice'],
      ['notice=customer-provisioning', 'Select a notice'],
      ['notice=invoices-renewals&billingAccount=9999', 'Select a billing account'],
      ['notice=marketplace-requests&market=XXX', 'Select a market'],
      [`notice=invoices-renewals&service=${foreign.id}`, 'Select a service, or enter its whole name'],
    ];
    for (const [query, message] of cases) {
      const page = await ask(query);
      expect([page.status, summaryOf(page)], query).to.deep.equal([422, [message]]);
      expect(page.$('title').text(), query).to.match(/^Error: /);
    }
    const kept = await ask('notice=invoices-renewals&billingAccount=9999');
    expect(kept.$('#f-notice option[selected]').attr('value')).to.equal('invoices-renewals');
  });

  it('shows the same request of the API', async () => {
    const page = await ask('notice=security-abuse');
    expect(page.$('code').first().text()).to.match(
      /^GET https?:.*\/api\/v1\/notices\/security-abuse\/recipients$/,
    );
    const staff = await w.sam.get('/admin/clients/1/notices/simulate?notice=security-abuse');
    expect(staff.status).to.equal(200);
    expect(recipients(staff)).to.deep.equal(recipients(page));
    expect(staff.$('code').first().text()).to.contain('/clients/1/notices/security-abuse/recipients');
  });

  it('is for whoever manages contacts, and about the own client alone', async () => {
    expect((await w.bo.get(PAGE)).status).to.equal(403);
    expect((await w.cy.get(PAGE)).status).to.equal(200);
    expect((await w.mira.get(`${PAGE}?notice=security-abuse`)).text).to.not.contain('bo@corp.example');
    expect((await w.sam.get('/admin/clients/999999/notices/simulate')).status).to.equal(404);
  });

  it('pages a long list by 25 and stays small', async () => {
    const ofClient2 = (await w.db('tblcontacts').where({ userid: 2 }).limit(60).pluck('id')) as number[];
    for (const id of ofClient2) await plantTypes(w.db, 2, id, ['security']);
    const page = await w.mira.get(`${PAGE}?notice=security-abuse`);
    expect(recipients(page)).to.have.length(25);
    expect(page.$('caption').first().text()).to.equal('60 ontvangers');
    expect(page.text.length).to.be.below(60_000);
    expect(page.$('main').text()).to.contain('Een test gaat alleen naar de eerste 50 van deze 60.');
    const next = page.$('a[rel=next]').attr('href') as string;
    expect(next).to.equal(`${PAGE}?notice=security-abuse&page=2`);
    expect(recipients(await w.mira.get(next.replace('page=2', 'page=3')))).to.have.length(10);
  });
});
