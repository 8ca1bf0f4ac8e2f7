// How `liaison install` comes to the panel's own API: said, kept, asked for or left out, and tried with one call before
// anything is written.
import { expect } from 'chai';
import { apiAccess, type ApiWish } from '../../../module/install/api-access.js';
import { hostBillApiSetup } from '../../../module/panels/hostbill/api-setup.js';
import { peopledHostBill } from '../../support/hostbill-panel.js';

describe("the panel's own API, when installing", () => {
  let host: Awaited<ReturnType<typeof peopledHostBill>>;
  let values: Record<string, string>;
  before(async () => {
    host = await peopledHostBill();
    const { url, id, key } = host.api.settings;
    values = { LIAISON_HOSTBILL_URL: url, LIAISON_HOSTBILL_API_ID: id, LIAISON_HOSTBILL_API_KEY: key };
  });
  after(() => host.drop());
  beforeEach(() => {
    Object.assign(host.api.options, { allowed: undefined, failure: 'none', delayMs: 0 });
    host.api.asked.length = 0;
  });

  const access = (wish: Partial<ApiWish>) =>
    apiAccess(
      { setup: hostBillApiSetup, said: {}, environment: {}, kept: {}, ask: undefined, ...wish },
      host.knex,
    );
  const refusal = (wish: Partial<ApiWish>): Promise<string> =>
    access(wish).then(
      () => 'it was taken',
      (error: Error) => error.message,
    );

  it('is tried with one call that reads, whoever said it', async () => {
    const { settings } = host.api;
    for (const wish of [{ said: settings }, { environment: values }, { kept: values }]) {
      host.api.asked.length = 0;
      expect(await access(wish)).to.deep.equal({
        values,
        lines: [`Its API at ${settings.url} answers (getClientContact)`],
      });
      expect(host.api.asked.map(({ call }) => call)).to.deep.equal(['getClientContact']);
    }
  });

  it('is what an option says, else the environment, else what was kept', async () => {
    const other = { LIAISON_HOSTBILL_API_ID: 'other', LIAISON_HOSTBILL_API_KEY: 'other' };
    const { id, key } = host.api.settings;
    const wish = {
      kept: { ...values, ...other },
      environment: { LIAISON_HOSTBILL_API_ID: id },
      said: { key },
    };
    expect((await access(wish)).values).to.deep.equal(values);
  });

  it('is asked for where somebody sits, the key without showing it; Enter leaves it out', async () => {
    const { url, id, key } = host.api.settings;
    const answers = [url, id, key];
    const asked: [string, boolean][] = [];
    const ask: NonNullable<ApiWish['ask']> = (question, how) => {
      asked.push([question, how?.hidden ?? false]);
      return Promise.resolve(answers.shift() ?? '');
    };
    expect((await access({ ask })).values).to.deep.equal(values);
    expect(asked.map(([, hidden]) => hidden)).to.deep.equal([false, false, true]);
    const { values: none, lines } = await access({ ask });
    expect(none).to.deep.equal({});
    expect(lines.join()).to.match(/^Its API is not set up: contacts can be looked at and not changed, /);
    asked.length = 0;
    await access({ ask, kept: values });
    expect(asked).to.deep.equal([]);
  });

  it('is refused in one line where it does not work', async () => {
    const { settings, options } = host.api;
    const cases: [ApiWish['said'], () => unknown, RegExp][] = [
      [{ key: 'wrong' }, () => undefined, /^The panel's API refused getClientContact \(API key is wrong\): check its ID and key, that the key allows this server's IP address, and that getClientContact is among its functions\. Nothing was changed$/],
      [{}, () => (options.allowed = ['getTicketDepts']), /^The panel's API refused getClientContact \(Function not allowed for this key\): /],
      [{}, () => (options.failure = 'html'), /^The panel's API at http:\/\/127\.0\.0\.1:\d+ does not answer \(what answers there is no API\): check the address, and that this server reaches it\. Nothing was changed$/],
      [{}, () => (options.failure = 'cut'), /does not answer \(nothing answers there, or it leads elsewhere\): /],
      [{}, () => Object.assign(options, { failure: 'none', delayMs: 3500 }), /does not answer \(no answer in time\): /],
      [{ url: 'http://127.0.0.1:1' }, () => (options.delayMs = 0), /^The panel's API at http:\/\/127\.0\.0\.1:1 does not answer /],
      [{ url: 'my.example.com' }, () => undefined, /^LIAISON_HOSTBILL_URL must be the address of the panel, like https:\/\/my\.example\.com$/],
      [{ key: "it's # mine" }, () => undefined, /^LIAISON_HOSTBILL_API_KEY has a sign in it that an environment file cannot hold/],
      [{ id: undefined, key: undefined }, () => undefined, /^The panel's API needs --api-id and --api-key, too$/],
    ]; // prettier-ignore
    for (const [said, spoil, wanted] of cases) {
      options.allowed = undefined;
      spoil();
      const words = await refusal({ said: { ...settings, ...said } });
      expect(words).to.match(wanted);
      expect(words).to.not.contain(settings.key);
    }
  });

  it('is refused when it is that of another panel: the number is not the same contact there', async () => {
    const { knex } = host;
    const other = await peopledHostBill();
    await other.knex('hb_client_details').where('id', 101).update('parent_id', 2);
    const words = await refusal({ said: other.api.settings });
    await other.drop();
    expect(words).to.match(
      /^The API at .* is not that of the panel in this database \(.*\): check the address/,
    );
    expect(await knex('hb_client_details').where('id', 101).first('parent_id')).to.deep.equal({
      parent_id: 1,
    });
  });

  it('that was kept and does not work today is kept, and that is said', async () => {
    host.api.options.failure = 'cut';
    const { values: kept, lines } = await access({ kept: values });
    expect(kept).to.deep.equal(values);
    expect(lines.join()).to.match(/does not answer .*\. It is kept as it was$/);
  });

  it('is none of a panel that needs none', async () => {
    expect(await access({ setup: undefined, environment: values })).to.deep.equal({ values: {}, lines: [] });
    expect(await refusal({ setup: undefined, said: { url: 'https://x.example' } })).to.equal(
      'This panel is not written through an API: leave --api-url out',
    );
  });
});
