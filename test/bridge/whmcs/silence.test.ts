// When the module does not answer: no page of the panel waits longer than two seconds or breaks. Owners and staff go on as
// without us, a sub-account is told to try again where we would limit it.
import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { answering, ANSWERING, MODULES, type Unhelpful } from '../servers.js';
import { standInPanel, type Outcome, type Scene } from './stand-in-panel.js';

const OWNER: Scene = { era: 8, user: 5, client: 1, owner: 5 };
const STAFF: Scene = { era: 8, session: { adminid: 1 } };
const BO: Scene = { era: 8, user: 6, client: 1, owner: 5 };
const OLD_BO: Scene = { era: 7, session: { uid: 1, cid: 3 } };
const TICKET = { clientId: 1, departmentId: 2, isAdmin: false };
const RECIPIENTS = { cc: { a: { email: 'a@b.example', fullname: 'A' } }, bcc: [] };
/** A page of the panel never takes longer. */
const LONGEST_MS = 2000;

describe('When the module does not answer', () => {
  const at = standInPanel();

  for (const [does, start] of Object.entries(MODULES))
    describe(`because it ${does}`, () => {
      let module: Unhelpful;
      before(async () => {
        module = await start();
        // A provider may set it shorter.
        await at.panel.configure({
          origin: module.origin,
          ...(does.includes('byte') ? { timeout: 0.3 } : {}),
        });
      });
      after(() => module.close());
      const hook = async (name: string, vars: object, scene: Scene): Promise<Outcome> => {
        const out = await at.panel.hook(name, vars, { sessionId: randomUUID(), ...scene });
        expect(out.milliseconds, name).to.be.below(LONGEST_MS);
        return out;
      };

      it('a sub-account is refused a page, with words that help', async () => {
        const scene: Scene = { ...BO, sessionId: randomUUID(), locale: 'en_GB' };
        const out = await hook('ClientAreaPageInvoices', {}, scene);
        expect(out.location).to.equal('/billing/index.php?m=liaison&refused=invoices');
        const { result } = await at.panel.call('clientarea', scene, 'm=liaison&refused=invoices');
        expect((result as { vars: object }).vars).to.deep.include({
          liaisonText: 'Your access to this page cannot be checked right now. Try again in a minute.',
        });
        expect((await hook('ClientAreaPageInvoices', {}, OLD_BO)).status).to.equal(303);
      });

      it('the owner goes on', async () => {
        expect((await hook('ClientAreaPageInvoices', {}, OWNER)).result).to.deep.equal([]);
        expect((await hook('TicketOpenValidation', TICKET, OWNER)).result).to.equal(null);
      });

      it('a sub-account opens no ticket', async () => {
        const { result } = await hook('TicketOpenValidation', TICKET, { ...BO, locale: 'nl_NL' });
        expect(result).to.equal('Of u een ticket mag openen, kan nu niet worden gecontroleerd. Probeer het over een minuut opnieuw.'); // prettier-ignore
      });

      it('forms, mails and tickets by mail go on as without us', async () => {
        const form = { firstname: 'X', email: 'x@y.example', contactid: 3 };
        expect((await hook('ContactDetailsValidation', form, BO)).result).to.deep.equal([]);
        expect((await hook('ClientDetailsValidation', form, OWNER)).result).to.deep.equal([]);
        const mail = { messagename: 'Invoice reminder', relid: 1, recipients: RECIPIENTS };
        expect((await hook('PreEmailSendReduceRecipients', mail, { era: 8 })).result).to.deep.equal([]);
        const sent = { email: 'x@y.example', to: 'support@panel.example' };
        expect((await hook('TicketPiping', sent, { era: 8 })).result).to.deep.equal([]);
      });

      it('what is deleted is deleted', async () => {
        await hook('ContactDelete', { userid: 1, contactid: 3 }, STAFF);
        await hook('PreDeleteClient', { userid: 1 }, STAFF);
      });

      it('it is waited for once in a request, however many hooks there are', async () => {
        const before = module.connections();
        const mail = { messagename: 'Invoice reminder', relid: 1, recipients: RECIPIENTS };
        await hook('PreEmailSendReduceRecipients', mail, { era: 8, times: 5 });
        const calls = module.connections() - before;
        expect(calls).to.equal(does === 'is not there' ? 0 : ANSWERING.test(does) ? 5 : 1);
      });

      it('menus do not even ask', async () => {
        const before = module.connections();
        for (const scene of [OWNER, BO, OLD_BO]) await at.panel.menu('ClientAreaPrimaryNavbar', [], scene);
        await at.panel.menu('ClientAreaSecondarySidebar', [], OWNER);
        await hook('AdminAreaClientSummaryActionLinks', { userid: 1 }, STAFF);
        expect(module.connections()).to.equal(before);
      });
    });

  describe('because it is not set up', () => {
    before(() => at.panel.configure(undefined));

    it('the same holds: a sub-account is refused, everybody else goes on', async () => {
      expect((await at.panel.hook('ClientAreaPageInvoices', {}, BO)).status).to.equal(303);
      expect((await at.panel.hook('ClientAreaPageInvoices', {}, OWNER)).status).to.equal(200);
      expect((await at.panel.hook('ContactDetailsValidation', { firstname: 'X' }, BO)).result).to.deep.equal(
        [],
      );
    });
  });

  it('a deletion is told only when the panel has done it', async () => {
    const done: boolean[] = [];
    const module = await answering((_req, res) => {
      done.push(at.panel.isDone());
      res.end('{}');
    });
    await at.panel.configure({ origin: module.origin });
    at.panel.isDone();
    await at.panel.hook('ContactDelete', { userid: 1, contactid: 3 }, STAFF);
    await at.panel.hook('PreDeleteClient', { userid: 1 }, STAFF);
    await at.panel.hook('AfterClientMerge', { fromUserID: 1, toUserID: 2 }, STAFF);
    await module.close();
    expect(done).to.deep.equal([true, true, true]);
  });

  it('an answer that was refused leaves a line in the panel’s log, without what was asked', async () => {
    const module = await answering((_req, res) => res.writeHead(401).end('{"error":"not signed"}'));
    await at.panel.configure({ origin: module.origin });
    await at.panel.hook('TicketPiping', { email: 'x@y.example', to: '' }, { era: 8 });
    await module.close();
    const log = await at.panel.log();
    expect(log).to.contain('Liaison answered ticket-mail with status 401.');
    expect(log).to.not.contain('x@y.example');
  });

  it('a fault of our own leaves a line too, and the panel’s page goes on', async () => {
    await at.panel.configure({ origin: 'http://127.0.0.1:1' });
    const { status, result } = await at.panel.hook('ClientAreaPrimaryNavbar', 'no menu', OWNER);
    expect([status, result]).to.deep.equal([200, null]);
    expect(await at.panel.log()).to.match(/Liaison: Error at Menu\.php:\d+/);
  });
});
