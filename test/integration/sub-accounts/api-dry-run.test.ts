// Dry runs of the API for sub-accounts: refused with the answer of the act itself, and nothing is ever written.
import { expect } from 'chai';
import { PERMISSIONS } from '../../../module/permissions/catalogue.js';
import { apiClient, type ApiClient, type ApiResponse } from '../../support/api-client.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { addContact, uniqueAddress } from '../../support/invitations.js';
import { plantSubAccount } from '../../support/sub-accounts.js';
import { invite } from './login-acts.js';

const ANY_VERSION = { 'if-match': '*' };

describe('The API, dry runs for sub-accounts', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const provider = apiClient(() => w, { clientId: null });
  const narrow = apiClient(() => w, {
    clientId: 1,
    maker: {
      kind: 'login',
      clientId: 1,
      get userId() {
        return w.cast.managesContacts.userId;
      },
      contactId: null,
    },
  });
  let bo: number;
  let chief: number;
  let dana: number;
  let mailbox: number;

  before(async () => {
    const user = w.db('tblusers').where({ id: w.cast.fewPermissions.userId }).select('email');
    [bo] = (await w.db('tblcontacts').where({ userid: 1, email: user }).pluck('id')) as [number];
    chief = await addContact(w, uniqueAddress());
    const access = { permissions: PERMISSIONS };
    await plantSubAccount(w.db, { clientId: 1, contactId: chief, state: 'suspended', access });
    dana = await addContact(w, uniqueAddress());
    mailbox = await addContact(w, uniqueAddress());
    const row = { client_id: 1, contact_id: mailbox, kind: 'mailbox', note: '' };
    await w.db('mod_liaison_contacts').insert(row);
  });

  /** Everything but what every request counts: the key's last use, and the limits. */
  async function everything(): Promise<Record<string, string>> {
    const {
      mod_liaison_api_keys: _keys,
      mod_liaison_rate_limits: _limits,
      ...rest
    } = {
      ...(await fingerprint(w.db, 'tbl')),
      ...(await fingerprint(w.db, 'mod_liaison_')),
    };
    expect(rest).to.include.keys('tblcontacts', 'mod_liaison_sub_accounts', 'mod_liaison_audit');
    return rest;
  }

  type Send = (query: string) => Promise<ApiResponse>;
  const putAccess =
    (contactId: number, access: object, by: ApiClient = client): Send =>
    (query) =>
      by.put(`/contacts/${contactId}/access${query}`, access, ANY_VERSION);
  const post =
    (contactId: number, act: string, body: object = {}, by: ApiClient = client): Send =>
    (query) =>
      by.post(`/contacts/${contactId}/sub-account/${act}${query}`, body);

  async function dryRun(send: Send): Promise<ApiResponse> {
    const before = await everything();
    const answer = await send('?dryRun=true');
    expect(await everything(), 'a dry run wrote').to.deep.equal(before);
    return answer;
  }

  /** The dry run's answer is the act's own. */
  async function isRefused(send: Send, status: number, message: string): Promise<void> {
    const dry = await dryRun(send);
    expect(dry.status, JSON.stringify(dry.body)).to.equal(status);
    expect(dry.body['errorMessage']).to.equal(message);
    expect(said(dry)).to.deep.equal(said(await send('')));
  }

  /** All of an answer but the name that our log has for it. */
  const said = ({ status, body: { correlationId: _name, ...body } }: ApiResponse) => ({ status, body });

  const OWNER = 'The owner may do everything already';
  const MAILBOX = 'A mailbox cannot have a sub-account: several people read it';
  const PASSWORD = 'Giving this needs your password';
  const FUNDS = 'You cannot give Add funds because you do not have it';
  const FURTHER = 'You cannot change this access because it reaches further than yours';

  describe('of a change of access', () => {
    const cases: [string, () => Send, number, string][] = [
      ['the owner', () => putAccess(0, { permissions: [] }), 409, OWNER],
      ['A6 a mailbox', () => putAccess(mailbox, { permissions: [] }), 409, MAILBOX],
      ['P4 whoever holds more', () => putAccess(chief, { permissions: [] }, narrow), 403, FURTHER],
      ['P4 what one does not have', () => putAccess(dana, { permissions: ['billing.funds'] }, narrow), 403, FUNDS], // prettier-ignore
      [
        'P4 what takes a password',
        () => putAccess(dana, { permissions: ['contacts.manage'] }),
        403,
        PASSWORD,
      ],
    ];
    for (const [what, send, status, message] of cases)
      it(`is refused as the save is: ${what}`, () => isRefused(send(), status, message));

    it('needs no password of the provider, and says what would change', async () => {
      const path = `/clients/1/contacts/${dana}/access?dryRun=true`;
      const dry = await dryRun(() => provider.put(path, { permissions: ['contacts.manage'] }));
      expect(dry.status).to.equal(200);
      expect(dry.body).to.deep.equal({
        added: [{ kind: 'added', what: 'permission', permission: 'contacts.manage' }],
        removed: [],
      });
    });

    it('writes nothing when what stood in the way is gone the moment after', async () => {
      const ceiling = { level: 'client', level_id: 1, kind: 'permission', name: 'billing.funds', allowed: 0 };
      await w.db('mod_liaison_ceilings').insert(ceiling);
      const { subAccounts } = w.built.services;
      const preview = subAccounts.preview.bind(subAccounts);
      subAccounts.preview = async (...asked) => {
        const seen = await preview(...asked);
        expect(seen.refusals).to.have.length(1);
        await w.db('mod_liaison_ceilings').delete();
        return seen;
      };
      try {
        const before = await fingerprint(w.db, 'mod_liaison_sub_accounts');
        const dry = await putAccess(dana, { permissions: ['billing.funds'] })('?dryRun=true');
        expect(dry.status).to.equal(403);
        expect(await fingerprint(w.db, 'mod_liaison_sub_accounts')).to.deep.equal(before);
      } finally {
        subAccounts.preview = preview;
      }
      expect((await putAccess(dana, { permissions: ['billing.funds'] })('?dryRun=true')).status).to.equal(
        200,
      );
    });
  });

  describe('of an invitation', () => {
    const asking = (...permissions: string[]) => ({ access: { permissions } });
    const cases: [string, () => Send, number, string][] = [
      ['the owner', () => post(0, 'invite'), 409, OWNER],
      ['A6 a mailbox', () => post(mailbox, 'invite'), 409, MAILBOX],
      ['A1 somebody who can sign in', () => post(bo, 'invite'), 409, 'This sub-account is active already'],
      ['P4 what one does not have', () => post(dana, 'invite', asking('billing.funds'), narrow), 403, FUNDS],
      ['P4 what takes a password', () => post(dana, 'invite', asking('contacts.manage')), 403, PASSWORD],
    ];
    for (const [what, send, status, message] of cases)
      it(`is refused as the invitation is: ${what}`, () => isRefused(send(), status, message));

    it('A1 is allowed where the invitation is, and sends nothing', async () => {
      const send = post(dana, 'invite', asking('billing.invoices'));
      expect(await dryRun(send)).to.deep.include({ status: 200, body: { state: 'none' } });
      expect(await send('')).to.deep.include({ status: 200, body: { state: 'invited' } });
    });
  });

  describe('of suspending, resuming and ending', () => {
    let invited: number;
    let blank: number;

    before(async () => {
      invited = await addContact(w, uniqueAddress());
      await invite(w, invited, { permissions: ['support.view'] });
      blank = await addContact(w, uniqueAddress());
    });

    const NONE = 'This contact has no sub-account';
    const cases: [string, () => Send, number, string][] = [
      ['suspend, the owner', () => post(0, 'suspend'), 409, OWNER],
      ['resume, the owner', () => post(0, 'resume'), 409, OWNER],
      ['end, the owner', () => post(0, 'end'), 409, OWNER],
      ['P4 end, whoever holds more', () => post(chief, 'end', {}, narrow), 403, FURTHER],
      ['A1 suspend, no login', () => post(blank, 'suspend'), 409, NONE],
      ['A1 resume, no login', () => post(blank, 'resume'), 409, NONE],
      ['A1 end, no login', () => post(blank, 'end'), 409, NONE],
      [
        'A1 suspend, invited',
        () => post(invited, 'suspend'),
        409,
        'This contact was invited and has not accepted yet',
      ],
      ['A1 resume, active', () => post(bo, 'resume'), 409, 'This sub-account is active already'],
      [
        'end, nobody at all',
        () => post(999_999, 'end'),
        404,
        'We could not find that. It may have been deleted',
      ],
    ];
    for (const [what, send, status, message] of cases)
      it(`is refused as the act is: ${what}`, () => isRefused(send(), status, message));

    it('P4 resuming is giving: refused where it could not be given', async () => {
      expect((await post(bo, 'suspend')('')).status).to.equal(200);
      const dry = await dryRun(post(bo, 'resume', {}, narrow));
      expect(dry.status).to.equal(403);
      expect(said(dry)).to.deep.equal(said(await post(bo, 'resume', {}, narrow)('')));
      expect((await post(bo, 'resume')('')).status).to.equal(200);
    });

    it('is allowed where the act is, and changes nothing', async () => {
      for (const [act, now, then] of [
        ['suspend', 'active', 'suspended'],
        ['resume', 'suspended', 'active'],
        ['end', 'active', 'ended'],
      ] as const) {
        expect(await dryRun(post(bo, act)), act).to.deep.include({ status: 200, body: { state: now } });
        expect(await post(bo, act)(''), act).to.deep.include({ status: 200, body: { state: then } });
      }
    });
  });
});
