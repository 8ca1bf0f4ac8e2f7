// Signing in here with a password: who gets in, what everybody else learns (nothing), and how often they may try.
import { expect } from 'chai';
import { formOf, summaryOf, testApp, type Answer, type TestApp } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import { forgetLimits } from '../../support/invitations.js';
import { demoPanel } from '../../support/panel-database.js';
import { SAMPLE_PASSWORD } from '../../../module/panels/whmcs/sample/sample-passwords.js';
import type { DemoLogin } from '../../../module/panels/whmcs/sample/demo-data.js';

const NO_MATCH = 'That email address and password do not match';

/** The page without what is new each time, and without what was typed. */
const plain = ({ text }: Answer, email: string): string =>
  text.replaceAll(/(name="(_csrf|requestKey)" value=")[^"]*|nonce="[^"]*/g, '$1').replaceAll(email, 'TYPED');

const headersOf = ({ headers }: Answer): string[] =>
  Object.entries(headers)
    .filter(([name]) => !['date', 'set-cookie', 'etag', 'content-length'].includes(name))
    .map(([name, value]) => `${name}: ${String(value).replace(/nonce-[^']+/, 'nonce')}`);

const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0] as string;

for (const profile of ['whmcs8', 'whmcs7'] as const) {
  describe(`Signing in with a password on ${profile}`, () => {
    const w = world(profile);
    const era8 = profile === 'whmcs8';
    beforeEach(() => forgetLimits(w));

    const emailOf = async ({ userId, contactId, clientId }: DemoLogin): Promise<string> => {
      const row = userId
        ? w.db('tblusers').where({ id: userId })
        : contactId
          ? w.db('tblcontacts').where({ id: contactId })
          : w.db('tblclients').where({ id: clientId });
      return String((await row.first('email'))?.email);
    };
    const bo = () => emailOf(w.cast.fewPermissions);
    const attempt = async (email: string, password = SAMPLE_PASSWORD, path = '/sign-in') =>
      (await w.visitor()).submit(path, { email, password });
    const audited = async (action: string) =>
      Number((await w.db('mod_liaison_audit').where({ action }).count({ n: '*' }).first())?.['n']);

    it('lets in owner and sub-account, and says so in the log', async () => {
      const before = await audited('signIn.opened');
      for (const login of [w.cast.ownerOfClient1, w.cast.fewPermissions]) {
        const visitor = await w.visitor();
        const answer = await visitor.submit('/sign-in', {
          email: ` ${(await emailOf(login)).toUpperCase()} `,
          password: SAMPLE_PASSWORD,
        });
        expect([answer.status, answer.location]).to.deep.equal([303, '/client']);
        expect((await visitor.get('/client/contacts')).$('.lsn-who').text()).to.contain(login.name);
      }
      expect((await audited('signIn.opened')) - before).to.equal(2);
    });

    it('gives a new session id, and keeps the language that was chosen', async () => {
      const visitor = await w.visitor();
      const page = await visitor.get('/sign-in');
      const chosen = await visitor.post('/preferences', {
        _csrf: formOf(page)['_csrf'] as string,
        language: 'ar',
        returnTo: '/sign-in',
      });
      expect(chosen.location).to.equal('/sign-in');
      const form = await visitor.get('/sign-in');
      expect(form.text).to.contain('<html lang="ar"');
      const answer = await visitor.send(form, '/sign-in', {
        email: 'ann@example.com',
        password: SAMPLE_PASSWORD,
      });
      expect(cookieOf(answer)).to.not.equal(cookieOf(page));
      expect((await visitor.get('/client/contacts')).text).to.contain('<html lang="ar"');
    });

    it('leads back to the page that was asked for, and to no other place', async () => {
      const visitor = await w.visitor();
      const asked = await visitor.get('/client/contacts?q=corp');
      expect(asked.status).to.equal(401);
      const link = asked.$('main a').first().attr('href') as string;
      expect(link).to.equal('/sign-in?returnTo=%2Fclient%2Fcontacts%3Fq%3Dcorp');
      const typed = { email: 'ann@example.com', password: SAMPLE_PASSWORD };
      expect((await visitor.submit(link, typed)).location).to.equal('/client/contacts?q=corp');
      for (const evil of ['https://evil.example', '//evil.example', '/\\evil.example', '/sign-out'])
        expect((await attempt('ann@example.com', SAMPLE_PASSWORD, `/sign-in?returnTo=${encodeURIComponent(evil)}`)).location).to.equal('/client'); // prettier-ignore
      expect((await visitor.get('/sign-in')).location, 'signed in already').to.equal('/client');
      expect((await visitor.get('/')).location).to.equal('/client');
      expect((await (await w.visitor()).get('/')).location).to.equal('/sign-in');
    });

    it('check 26: unknown, wrong, suspended, ended and second factor get the same bytes and the same headers', async () => {
      const [suspended, ended, second] = [
        await bo(),
        await emailOf(w.cast.managesContacts),
        'ann@example.com',
      ];
      const { userId, contactId } = w.cast.fewPermissions;
      const cy = w.cast.managesContacts;
      const undo: (() => Promise<unknown>)[] = [];
      if (era8) {
        const links = [
          { client_id: 1, auth_user_id: userId },
          { client_id: 1, auth_user_id: cy.userId },
        ];
        for (const link of links) {
          const row = await w.db('tblusers_clients').where(link).first();
          await w.db('tblusers_clients').where(link).delete();
          undo.push(() => w.db('tblusers_clients').insert(row));
        }
        const user = w.db('tblusers').where({ email: second });
        await user.clone().update({ second_factor: 'totp' });
        undo.push(() => user.clone().update({ second_factor: '' }));
      } else {
        for (const id of [contactId, cy.contactId]) {
          const row = w.db('tblcontacts').where({ id });
          await row.clone().update({ subaccount: 0 });
          undo.push(() => row.clone().update({ subaccount: 1 }));
        }
        const client = w.db('tblclients').where({ id: 1 });
        await client.clone().update({ authmodule: 'totp' });
        undo.push(() => client.clone().update({ authmodule: '' }));
      }
      const tries = {
        'nobody@nowhere.example': SAMPLE_PASSWORD,
        [await emailOf(w.cast.ownerOfClient2)]: 'a wrong password',
        [suspended]: SAMPLE_PASSWORD,
        [ended]: SAMPLE_PASSWORD,
        [second]: SAMPLE_PASSWORD,
      };
      const seen = new Set<string>();
      const headers = new Set<string>();
      for (const [email, password] of Object.entries(tries)) {
        const answer = await attempt(email, password);
        expect(answer.status, email).to.equal(422);
        expect(summaryOf(answer)).to.deep.equal([NO_MATCH]);
        expect(answer.text).to.not.contain(password);
        seen.add(plain(answer, email));
        headers.add(headersOf(answer).join('\n'));
      }
      for (const put of undo) await put();
      expect(seen.size).to.equal(1);
      expect(headers.size).to.equal(1);
      expect((await attempt(suspended)).status, 'it was the link that was missing').to.equal(303);
    });

    it('tells the client of a refused sign-in only when the address is somebody’s', async () => {
      const before = await audited('signIn.refused');
      await attempt('nobody@nowhere.example', 'wrong');
      expect(await audited('signIn.refused')).to.equal(before);
      await attempt(await bo(), 'wrong');
      expect(await audited('signIn.refused')).to.equal(before + 1);
      const row = await w
        .db('mod_liaison_audit')
        .where({ action: 'signIn.refused' })
        .orderBy('id', 'desc')
        .first();
      expect([row.client_id, row.actor_name]).to.deep.equal([1, w.cast.fewPermissions.name]);
    });

    it('says what is missing, and takes no hostile value for a fault of its own', async () => {
      expect(summaryOf(await attempt('', ''))).to.deep.equal([
        'Enter your email address',
        'Enter your password',
      ]);
      for (const value of ["' OR ''='", '😀@x.example', '\u0000', 'x'.repeat(5000), '\u202Eevil@x.example']) {
        expect((await attempt(value)).status, value.slice(0, 20)).to.equal(422);
        expect((await attempt('ann@example.com', value)).status, value.slice(0, 20)).to.equal(422);
      }
      const visitor = await w.visitor();
      const token = formOf(await visitor.get('/sign-in'))['_csrf'] as string;
      for (const body of [
        'email[]=a&password=b',
        'email=a&password[x]=b',
        'email=a@b.example&password=c&clientId=1',
      ])
        expect((await visitor.post('/sign-in', `_csrf=${token}&${body}`)).status, body).to.equal(422);
      expect(
        (await visitor.post('/sign-in', { email: 'ann@example.com', password: SAMPLE_PASSWORD })).status,
      ).to.equal(403);
    });

    it('check 27: ten failures, then not even the right password for a quarter of an hour; a success forgets them', async () => {
      const email = await bo();
      for (let count = 0; count < 9; count += 1) expect((await attempt(email, 'wrong')).status).to.equal(422);
      expect((await attempt(email)).status, 'the tenth is right').to.equal(303);
      for (let count = 0; count < 10; count += 1)
        expect((await attempt(email, 'wrong')).status).to.equal(422);
      const stopped = await attempt(email);
      expect(stopped.status).to.equal(429);
      expect(Number(stopped.headers['retry-after'])).to.be.within(1, 900);
      expect((await attempt('ann@example.com')).status, 'others are not stopped').to.equal(303);
    });

    it('check 27: of twenty guesses at once at most ten are looked at', async () => {
      const visitors = await Promise.all(Array.from({ length: 20 }, () => w.visitor()));
      const pages = await Promise.all(visitors.map((visitor) => visitor.get('/sign-in')));
      const answers = await Promise.all(
        visitors.map((visitor, index) =>
          visitor.send(pages[index] as Answer, '/sign-in', {
            email: 'nobody@nowhere.example',
            password: 'wrong',
          }),
        ),
      );
      const count = (status: number) => answers.filter((answer) => answer.status === status).length;
      expect([count(422), count(429)]).to.deep.equal([10, 10]);
    });

    it('check 28: thirty failures from one address of the network, whatever it says it is, and in two processes', async () => {
      const other: TestApp = await testApp(w.url);
      try {
        for (let count = 0; count < 30; count += 1) {
          const visitor = await (count % 2 ? other : w).visitor();
          const form = formOf(await visitor.get('/sign-in'));
          const sent = { ...form, email: `nobody${count}@nowhere.example`, password: 'wrong' };
          const answer = await visitor.post('/sign-in', sent, { 'x-forwarded-for': `203.0.113.${count}` });
          expect(answer.status, String(count)).to.equal(422);
        }
        for (const app of [w, other]) {
          const answer = await (await app.visitor()).submit('/sign-in', { email: 'ann@example.com', password: SAMPLE_PASSWORD }); // prettier-ignore
          expect(answer.status).to.equal(429);
        }
      } finally {
        await other.close();
      }
    });

    it('stores no address and no password in the limits', async () => {
      await attempt('nobody@nowhere.example', 'wrong');
      const keys = ((await w.db('mod_liaison_rate_limits').pluck('key')) as string[]).join(' ');
      expect(keys).to.not.equal('').and.to.not.contain('nowhere');
    });

    it('opens several companies: the first page asks which, and the header changes between them', async () => {
      const email = await emailOf(w.cast.fewPermissions);
      if (era8) {
        const [link] = await w
          .db('tblusers_clients')
          .where({ client_id: 1, auth_user_id: w.cast.fewPermissions.userId });
        const { id: _id, ...copy } = link;
        await w.db('tblusers_clients').insert({ ...copy, client_id: 3 });
      } else {
        const row = await w.db('tblcontacts').where({ id: w.cast.fewPermissions.contactId }).first();
        const { id: _id, ...copy } = row;
        await w.db('tblcontacts').insert({ ...copy, userid: 3 });
      }
      const visitor = await w.visitor();
      const first = await visitor.submit('/sign-in', { email, password: SAMPLE_PASSWORD });
      expect(first.location).to.equal('/sign-in/client');
      const choose = await visitor.follow(first);
      const names = choose
        .$('main .lsn-choice label')
        .toArray()
        .map((label) => choose.$(label).text());
      expect(names).to.have.length(2).and.to.include('Example BV');
      expect(summaryOf(await visitor.send(choose, '/sign-in/client'))).to.deep.equal(['Choose a company']);
      expect((await visitor.send(choose, '/sign-in/client', { client: '2' })).status).to.equal(422);
      const chosen = await visitor.send(choose, '/sign-in/client', { client: '1' });
      expect(chosen.location).to.equal('/client');
      const current = async () =>
        (await visitor.get('/client/contacts')).$('#lsn-account option[selected]').text();
      expect(await current()).to.equal(names[1]);
      const { _csrf } = {
        _csrf: String((await visitor.get('/client/contacts')).$('input[name=_csrf]').val()),
      };
      expect((await visitor.post('/preferences', { _csrf, client: '7' })).status).to.equal(404);
      const back = await visitor.post('/preferences', { _csrf, client: '0' });
      expect(cookieOf(back), 'a new session').to.not.contain('undefined');
      expect(await current()).to.equal(names[0]);
      // The link that ended meanwhile opens nothing.
      if (era8)
        await w
          .db('tblusers_clients')
          .where({ client_id: 3, auth_user_id: w.cast.fewPermissions.userId })
          .delete();
      else await w.db('tblcontacts').where({ userid: 3, email }).delete();
      const again = String((await visitor.get('/client/contacts')).$('input[name=_csrf]').val());
      expect((await visitor.post('/preferences', { _csrf: again, client: '1' })).status).to.equal(404);
      expect((await w.ann.get('/client/contacts')).$('#lsn-account')).to.have.length(0);
    });

    it('I10 ends with its login: suspended here, the next click is refused', async () => {
      const visitor = await w.visitor();
      await visitor.submit('/sign-in', { email: await bo(), password: SAMPLE_PASSWORD });
      expect((await visitor.get('/client/contacts')).status).to.equal(403);
      const login = w.cast.fewPermissions;
      if (era8) await w.db('tblusers_clients').where({ client_id: 1, auth_user_id: login.userId }).delete();
      else await w.db('tblcontacts').where({ id: login.contactId }).update({ subaccount: 0 });
      expect((await visitor.get('/client/contacts')).status).to.equal(401);
    });
  });
}

describe('A panel whose logins cannot be read', () => {
  it('offers the way through the panel only', async () => {
    const database = await demoPanel();
    await database.knex.schema.alterTable('tblusers', (table) => table.dropColumn('password'));
    const app = await testApp(database.url);
    const visitor = await app.visitor();
    expect(app.built.panel.capabilities.logins.on).to.equal(false);
    expect((await visitor.get('/sign-in')).location).to.equal('/client');
    const asked = await visitor.get('/client/contacts');
    const ways = asked
      .$('main a')
      .toArray()
      .map((link) => asked.$(link).text());
    expect(ways).to.deep.equal(['Go to Northwind Hosting and sign in there']);
    for (const path of ['/reset', `/invite/${'a'.repeat(43)}`])
      expect((await visitor.get(path)).h1, path).to.equal('This is switched off here');
    await app.close();
    await database.drop();
  });
});
