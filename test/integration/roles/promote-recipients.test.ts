// Recipients before → after in Promote (CL7): U2, R4; the address of a holder (CL8); the same through the API.
import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import { SHIPPED_NOTICES, type NoticeDefinition } from '../../../module/notices/notice.js';
import { peopleText } from '../../../module/notices/pages/people.js';
import { explainRecipients } from '../../../module/notices/recipients.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { apiClient } from '../../support/api-client.js';
import type { Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import { annActor } from '../sub-accounts/login-acts.js';

const BO = 1;
const DEE = 4;
const EMRE = 5;
const FATIMA = 6;
const JONAS = 10;

interface Lines {
  recipients: string;
  acts: string;
}

const english = createI18n(packageRoot, manifest.languages).for('en');
const text = (html: string): string => html.replace(/\s+/g, ' ').trim();

/** What the preview says of each notice, by its name. */
const linesOf = ({ $ }: Answer): Record<string, Lines> =>
  Object.fromEntries(
    $('.lsn-preview dl > div')
      .toArray()
      .map((line) => [
        $(line).find('dt').text(),
        { recipients: $(line).find('dd > bdi').text(), acts: text($(line).find('.lsn-muted').text()) },
      ]),
  );
const warningsOf = ({ $ }: Answer): string[] =>
  $('main .lsn-notice-warn')
    .toArray()
    .map((one) => text($(one).text()));

/** The form that saves; the first on the page only asks for the preview. */
const postOf = ({ $ }: Answer): Record<string, string> =>
  Object.fromEntries(
    $('main form[method=post]')
      .last()
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  );

describe('Promote: who gets what, before and after', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const path = (id: number | string, role: string) => `/client/contacts/${id}/promote?role=${role}`;
  const holders = () =>
    w.db('mod_liaison_primary_roles').where({ client_id: 1 }).select('role', 'contact_id');

  async function whoGets(key: string): Promise<string> {
    // Whatever the preview is of: what it starts from is what routing reads now.
    const { recipients } = await w.built.services.roles.preview(await annActor(w), 1, JONAS, 'general');
    const notice = SHIPPED_NOTICES.find((one) => one.key === key) as NoticeDefinition;
    return peopleText(explainRecipients(recipients.before, notice, SHIPPED_NOTICES).recipients, english);
  }

  async function promote(id: number | string, role: string): Promise<number> {
    return (await w.ann.post(path(id, role), postOf(await w.ann.get(path(id, role))))).status;
  }

  it('U2 names every notice that changes with its recipients, and that is what comes of it', async () => {
    const before = await whoGets('invoices-renewals');
    const page = await w.ann.get(path(BO, 'billing'));
    const line = linesOf(page)['Invoices and renewals'];
    expect(line?.acts).to.equal('Expected to act: Ann Lee → Bo Chen');
    expect(await w.db('mod_liaison_primary_roles')).to.have.length(0);
    expect((await w.ann.post(path(BO, 'billing'), postOf(page))).status).to.equal(303);
    const after = await whoGets('invoices-renewals');
    expect(before).to.not.equal(after);
    expect(line?.recipients).to.equal(`${before} → ${after}`);
    expect(after).to.match(/^Bo Chen/);
  });

  it('U2 leaves out what stays: security is not about invoices', async () => {
    const lines = linesOf(await w.ann.get(path(EMRE, 'security')));
    expect(Object.keys(lines)).to.deep.equal(['Security and abuse']);
    expect(lines['Security and abuse']).to.deep.equal({
      recipients: 'Ann Lee → Emre Yılmaz',
      acts: 'Expected to act: Ann Lee → Emre Yılmaz',
    });
  });

  it('R4 refuses a preview whose recipients went stale, with the new ones', async () => {
    const page = await w.ann.get(path(EMRE, 'security'));
    await w.db('mod_liaison_contacts').insert({ client_id: 1, contact_id: FATIMA, kind: 'person', note: '' });
    await w.db('mod_liaison_contact_types').insert({ client_id: 1, contact_id: FATIMA, type: 'security' });
    const before = await holders();
    const stale = await w.ann.post(path(EMRE, 'security'), postOf(page));
    expect(stale.status).to.equal(409);
    expect(stale.$('main').text()).to.contain('Who gets what has changed meanwhile');
    expect(linesOf(stale)['Security and abuse']?.recipients).to.match(
      /^فاطمة الزهراء → Emre Yılmaz and فاطمة/,
    );
    expect(await holders()).to.deep.equal(before);
    expect((await w.ann.post(path(EMRE, 'security'), postOf(stale))).status).to.equal(303);
  });

  it('warns of an address that is not confirmed or runs on the client’s own servers; promotes all the same', async () => {
    const page = await w.ann.get(path(DEE, 'technical'));
    expect(warningsOf(page)).to.deep.equal([
      'The address of Dee Okafor is not confirmed yet',
      'example.com runs on Web hosting M, which you rent here. When it is down we cannot reach this address.',
    ]);
    expect(await promote(DEE, 'technical')).to.equal(303);
    const mark = { client_id: 1, contact_id: DEE, email: 'hostmaster@example.com' };
    await w.db('mod_liaison_contact_marks').insert({ ...mark, confirmed_at: '2026-11-01 10:00:00' });
    expect(warningsOf(await w.ann.get(path(DEE, 'general')))).to.have.length(1);
  });

  it('CL8 says of each holder whether the address is confirmed, of a stand-in that it is one', async () => {
    const page = await w.ann.get('/client/roles');
    const badge = (role: string): string =>
      text(page.$('.lsn-card').filter((_index, card) => page.$(card).find('h2').text() === role).find('.lsn-badge').text()); // prettier-ignore
    expect(badge('Primary Technical')).to.equal('Confirmed');
    expect(badge('Primary Billing')).to.equal('Not confirmed');
    expect(badge('Primary General')).to.equal('Stands in');
    await w.db('tblcontacts').where({ id: DEE }).update({ email: 'dee@elsewhere.example' });
    const moved = await w.ann.get('/client/roles');
    expect(moved.$('.lsn-card .lsn-badge-ok')).to.have.length(0);
  });

  it('the API answers with the recipients of what the role is about, and with every notice that changes', async () => {
    const dry = await client.put('/primary-roles/BILLING?dryRun=true', { contactId: EMRE });
    const { recipients, notices } = dry.body as {
      recipients: Record<'before' | 'after', { name: string }[]>;
      notices: { notice: string; before: { name: string }[]; after: { name: string }[]; falls: boolean }[];
    };
    const names = (list: readonly { name: string }[] = []): string[] => list.map(({ name }) => name);
    expect(names(recipients.before)[0]).to.equal('Bo Chen');
    expect(names(recipients.after)[0]).to.equal('Emre Yılmaz');
    expect(names(recipients.after)).to.include('Bo Chen');
    const invoices = notices.find(({ notice }) => notice === 'invoices-renewals');
    expect(invoices?.before).to.deep.equal(recipients.before);
    expect(invoices?.after).to.deep.equal(recipients.after);
    expect(invoices?.falls).to.equal(false);
    const done = await client.put('/primary-roles/BILLING', { contactId: EMRE }, { 'if-match': '*' });
    expect(done.body).to.deep.equal(dry.body);
    expect(await whoGets('invoices-renewals')).to.match(/^Emre Yılmaz, .*Bo Chen/);
  });

  it('the API names the recipients also where they stay: a stand-in who becomes the choice', async () => {
    const { body } = await client.put('/primary-roles/GENERAL?dryRun=true', { contactId: 0 });
    const { recipients } = body as { recipients: Record<'before' | 'after', { contactId: number }[]> };
    expect(recipients.before[0]?.contactId).to.equal(0);
    expect(recipients.after).to.deep.equal(recipients.before);
  });
});
