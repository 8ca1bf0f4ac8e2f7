// Confirmed and blocked addresses on the contact pages (CL3, CL6), and the two steps about them.
import { expect } from 'chai';
import { loginOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { mailsOf, markOf } from '../../support/confirmations.js';
import { world, type World } from '../../support/fixture.js';
import { lastMail, URL_OF_TESTS } from '../../support/invitations.js';
import { plantBlocked } from '../notices/planted.js';

const BO = 1;
const DEE = 4;
const EMRE = 5;
const FATIMA = 6;
const PAGE = '/client/contacts';
const receives = ({ $ }: Answer): string =>
  $('[aria-labelledby=lsn-receives]').text().replaceAll(/\s+/g, ' ');
const sends = ({ $ }: Answer): number => $('[aria-labelledby=lsn-receives] form[action$="/confirm"]').length;
const flash = async (visitor: World['ann'], done: Answer): Promise<string> =>
  (await visitor.follow(done)).$('[role=status]').text();
const textOf = ({ $ }: Answer): string => $('main').text().replaceAll(/\s+/g, ' ').trim();
const detail = ({ $ }: Answer, label: string): string =>
  $('[aria-labelledby=lsn-details] dl > div')
    .filter((_index, line) => $(line).find('dt').text() === label)
    .find('dd')
    .text();

describe('Addresses on the contact pages', () => {
  const w = world('whmcs8', { url: URL_OF_TESTS });
  const audits = (action: string) => w.db('mod_liaison_audit').where({ client_id: 1, action });

  it('CL6 an address that is not confirmed has a button, which sends the mail at once', async () => {
    const page = await w.ann.get(`${PAGE}/${DEE}`);
    expect(receives(page)).to.contain('Address not confirmed');
    const done = await w.ann.send(page, `${PAGE}/${DEE}/confirm`);
    expect([done.status, done.location]).to.deep.equal([303, `${PAGE}/${DEE}`]);
    expect(await flash(w.ann, done)).to.contain(
      'hostmaster@example.com gets a mail with a link to confirm the address.',
    );
    expect(await audits('address.asked')).to.have.length(1);
    const mail = await lastMail(w);
    expect(mail.to).to.equal('hostmaster@example.com');
    expect(mail.path).to.match(/^\/confirm\/\S+$/);
    const asked = await (await w.visitor()).get(mail.path);
    expect(asked.h1).to.equal('Is hostmaster@example.com right for notices of Example BV?');
  });

  it('CL6 once in ten minutes: the page and a second click say when, and nothing is sent', async () => {
    const page = await w.ann.get(`${PAGE}/${DEE}`);
    expect(sends(page)).to.equal(0);
    expect(receives(page)).to.contain('You can send another one in 10 minutes.');
    const asked = await w.ann.get(`${PAGE}/${DEE}/confirm`);
    expect([asked.status, asked.$('main form').length]).to.deep.equal([200, 0]);
    const csrf = String((await w.ann.get(`${PAGE}/new`)).$('[name=_csrf]').first().attr('value'));
    const again = await w.ann.post(`${PAGE}/${DEE}/confirm`, { _csrf: csrf });
    expect([again.status, textOf(again).includes('in 10 minutes')]).to.deep.equal([409, true]);
    w.clock.advance(9 * 60 + 30);
    expect(receives(await w.ann.get(`${PAGE}/${DEE}`))).to.contain('in 1 minute.');
    expect(await mailsOf(w, 'address-confirm')).to.have.length(1);
    w.clock.advance(31);
    expect(sends(await w.ann.get(`${PAGE}/${DEE}`))).to.equal(1);
    expect((await w.sam.submit(`/admin/clients/1/contacts/${DEE}/confirm`)).status).to.equal(303);
    expect(await mailsOf(w, 'address-confirm')).to.have.length(2);
  });

  it('CL6 of two clicks at once one mails', async () => {
    const before = (await mailsOf(w, 'address-confirm')).length;
    const page = await w.ann.get(`${PAGE}/${EMRE}`);
    const path = `${PAGE}/${EMRE}/confirm`;
    const both = await Promise.all([w.ann.send(page, path), w.ann.send(page, path)]);
    expect(both.map(({ status }) => status)).to.have.members([303, 409]);
    expect(await mailsOf(w, 'address-confirm')).to.have.length(before + 1);
  });

  it('OP3 N6 the link of that mail makes a notice covered that was thin', async () => {
    const ofDomains = async (): Promise<string> => {
      const page = await w.ann.get('/client/overview');
      return page.$('[aria-labelledby=lsn-coverage] dl').text().replaceAll(/\s+/g, ' ');
    };
    expect(await ofDomains()).to.contain('ThinDomain notices');
    const { path } = await lastMail(w);
    expect((await (await w.visitor()).submit(path)).status).to.equal(200);
    expect(await ofDomains()).to.not.contain('Domain notices');
    const page = await w.ann.get(`${PAGE}/${EMRE}`);
    expect(receives(page)).to.contain('Address confirmed');
    expect(sends(page)).to.equal(0);
    expect(textOf(await w.ann.get(`${PAGE}/${EMRE}/confirm`))).to.contain('is already confirmed');
  });

  it('CL3 the list marks what is not confirmed or blocked, and nothing else', async () => {
    await plantBlocked(w.db, 1, FATIMA);
    const page = await w.ann.get(PAGE);
    const rowOf = (name: string): string =>
      page
        .$('tbody th')
        .filter((_index, cell) => page.$(cell).find('a').text() === name)
        .text();
    expect(rowOf('Dee Okafor')).to.contain('Not confirmed');
    expect(rowOf('Emre Yılmaz')).to.equal('Emre Yılmaz');
    expect(rowOf('فاطمة الزهراء')).to.contain('Blocked').and.to.not.contain('Not confirmed');
    const many = await w.mira.get(PAGE);
    expect(many.text.length).to.be.below(60_000);
  });

  it('CL6 a blocked address is unblocked by the owner or staff alone', async () => {
    const ofCy = await w.cy.get(`${PAGE}/${FATIMA}`);
    expect(receives(ofCy))
      .to.contain('Address blocked')
      .and.to.contain('Only the owner or staff can unblock');
    const csrf = String((await w.cy.get(`${PAGE}/new`)).$('[name=_csrf]').first().attr('value'));
    const before = await fingerprint(w.db, 'mod_liaison_contact_marks');
    expect((await w.cy.post(`${PAGE}/${FATIMA}/unblock`, { _csrf: csrf })).status).to.equal(403);
    expect(await fingerprint(w.db, 'mod_liaison_contact_marks')).to.deep.equal(before);
    const page = await w.ann.get(`${PAGE}/${FATIMA}`);
    const link = page.$('[aria-labelledby=lsn-receives] a[href$="/unblock"]').attr('href') as string;
    const step = await w.ann.get(link);
    expect(step.h1).to.equal('Unblock fatima@corp.example');
    expect(textOf(step)).to.contain('said on 1 Nov 2026, 09:00 UTC that it does not belong to');
    const done = await w.ann.send(step, link);
    expect([done.status, done.location]).to.deep.equal([303, `${PAGE}/${FATIMA}`]);
    expect(await flash(w.ann, done)).to.contain('fatima@corp.example gets notices again.');
    expect(await markOf(w, FATIMA)).to.include({ blocked: false, confirmed: false });
    expect(await audits('address.unblocked')).to.have.length(1);
    const again = await w.ann.send(step, link);
    expect([again.status, textOf(again).includes('is not blocked')]).to.deep.equal([409, true]);
  });

  it('N7 says whether mail from the address opens tickets, or why not', async () => {
    const of = async (id: number | string) =>
      detail(await w.ann.get(`${PAGE}/${id}`), 'Can open tickets by email');
    expect(await of('owner')).to.contain('Yes. The address is registered: it is the owner’s.');
    expect(await of(DEE)).to.equal('Yes. The address is registered: it is a contact’s.');
    expect(await of(BO)).to.match(/^(Yes|No)\. The address is registered: it is a sub-account’s\. ./);
  });

  it('are for whoever manages contacts of this client', async () => {
    for (const step of ['confirm', 'unblock']) {
      expect((await w.bo.get(`${PAGE}/${DEE}/${step}`)).status).to.equal(403);
      expect((await w.mira.get(`${PAGE}/${DEE}/${step}`)).status).to.equal(404);
      expect((await w.ann.get(`${PAGE}/999999/${step}`)).status).to.equal(404);
      expect((await w.ann.post(`${PAGE}/${DEE}/${step}`, {})).status).to.equal(403);
      const page = await w.ann.get(`${PAGE}/new`);
      const csrf = String(page.$('[name=_csrf]').first().attr('value'));
      const extra = await w.ann.post(`${PAGE}/${DEE}/${step}`, { _csrf: csrf, email: 'x@corp.example' });
      expect(extra.status).to.equal(422);
    }
  });
});

describe('Addresses where mail can carry no link', () => {
  const w = world();

  it('cannot be asked, and the page says why', async () => {
    const page = await w.ann.get(`${PAGE}/${DEE}`);
    expect(sends(page)).to.equal(0);
    const asked = await w.ann.get(`${PAGE}/${DEE}/confirm`);
    expect(textOf(asked)).to.contain('it needs a link, and the address of these pages is not set');
    const ann = await w.visitor(loginOf(w.cast.ownerOfClient1));
    await ann.submit(`${PAGE}/new`, { firstName: 'New', lastName: 'One', email: 'new@corp.example' });
    expect(await mailsOf(w, 'address-confirm')).to.deep.equal([]);
  });
});
