// Who hears about what: the six switches of contacts and the owner's own preferences, read and written without touching
// anything else; and the panel's mail templates. On every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { EmailCategory, MailFlags } from '../../module/panels/panel.js';
import { fingerprint } from '../support/checksum.js';
import { failure } from './login-rows.js';
import { onEveryProfile, wholeRow, type Subject } from './profiles.js';

const CATEGORIES = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'] as const;

/** Those named are on. */
const only = (...names: EmailCategory[]): MailFlags =>
  Object.fromEntries(CATEGORIES.map((one) => [one, names.includes(one)])) as unknown as MailFlags;
const but = (...names: EmailCategory[]): MailFlags =>
  only(...CATEGORIES.filter((category) => !names.includes(category)));

async function flagsOf(on: Subject, clientId: number, contactId: number, knex: Knex): Promise<MailFlags> {
  const flags = (await on.panel.mail.flags(clientId, [contactId], knex)).get(contactId);
  if (!flags) throw new Error(`No flags of ${clientId}/${contactId}`);
  return flags;
}

async function idOf(knex: Knex, email: string): Promise<number> {
  const row: { id: number } = await knex('tblcontacts').where({ email }).first('id');
  return row.id;
}

onEveryProfile('N2 The switches of a contact', (on) => {
  it('are read, anything but 0 as on', async () => {
    const { clients, contacts } = on.rows;
    const cy = await idOf(on.db, 'cy@corp.example');
    const grace = await idOf(on.db, 'accounts@corp.example');
    const flags = await on.panel.mail.flags(1, [cy, grace], on.db);
    expect([...flags.keys()]).to.have.members([cy, grace]);
    expect(flags.get(cy)).to.deep.equal(only('general', 'domain'));
    expect(flags.get(grace)).to.deep.equal(only('invoice'));
    expect(await flagsOf(on, clients.oddFlags, contacts.oddFlags, on.db)).to.deep.equal(but('affiliate'));
  });

  it('are nobody’s for the absent and for another client’s contact', async () => {
    const foreign = on.rows.contacts.oddFlags;
    expect(await on.panel.mail.flags(1, [foreign, 999_999], on.db)).to.deep.equal(new Map());
    expect(await on.panel.mail.flags(on.rows.clients.deleted, [0], on.db)).to.deep.equal(new Map());
    expect(await on.panel.mail.flags(1, [], on.db)).to.deep.equal(new Map());
  });

  it('go there and back, each in its own column', async () => {
    const id = await idOf(on.db, 'jonas@corp.example');
    for (const category of CATEGORIES) {
      await on.trial(async (tx) => {
        const before = await wholeRow(tx, 1, id);
        expect(await on.panel.mail.setFlags(1, id, only(), only(category), tx), category).to.equal('saved');
        expect(await flagsOf(on, 1, id, tx)).to.deep.equal(only(category));
        expect(await wholeRow(tx, 1, id)).to.deep.equal({ ...before, [`${category}emails`]: 1 });
        expect(await on.panel.mail.setFlags(1, id, only(category), only(), tx)).to.equal('saved');
        expect(await wholeRow(tx, 1, id)).to.deep.equal(before);
      });
    }
  });

  it('are written only where they change: the panel’s own 2 and -1 stay', async () => {
    const [clientId, id] = [on.rows.clients.oddFlags, on.rows.contacts.oddFlags];
    await on.trial(async (tx) => {
      const [before, seen] = [await wholeRow(tx, clientId, id), await flagsOf(on, clientId, id, tx)];
      const next = { ...seen, affiliate: true, domain: false };
      expect(await on.panel.mail.setFlags(clientId, id, seen, next, tx)).to.equal('saved');
      const expected = { ...before, affiliateemails: 1, domainemails: 0 };
      expect(await wholeRow(tx, clientId, id)).to.deep.equal(expected);
      expect(await on.panel.mail.setFlags(clientId, id, next, next, tx)).to.equal('saved');
      expect(await wholeRow(tx, clientId, id)).to.deep.equal(expected);
    });
  });

  it('D3 are stale when any of the six is not as seen, or nobody is there', async () => {
    const id = await idOf(on.db, 'jonas@corp.example');
    await on.trial(async (tx) => {
      await tx('tblcontacts').where({ id }).update({ supportemails: 1 });
      const before = await wholeRow(tx, 1, id);
      const { mail } = on.panel;
      for (const next of [only('general'), only('support'), only()]) {
        expect(await mail.setFlags(1, id, only(), next, tx)).to.equal('stale');
      }
      expect(await mail.setFlags(1, 999_999, only(), only('general'), tx)).to.equal('stale');
      expect(await mail.setFlags(2, id, only('support'), only('general'), tx)).to.equal('stale');
      expect(await wholeRow(tx, 1, id)).to.deep.equal(before);
    });
  });

  it('of one contact are no other row’s and no other table’s', async () => {
    const id = await idOf(on.db, 'jonas@corp.example');
    const all = async () => {
      const { tblcontacts: _ours, ...rest } = await fingerprint(on.db, 'tbl');
      return { rest, others: await on.db('tblcontacts').whereNot({ id }).orderBy('id') };
    };
    const before = await all();
    await on.panel.mail.setFlags(1, id, only(), only('product', 'invoice'), on.db);
    try {
      expect(await all()).to.deep.equal(before);
    } finally {
      await on.panel.mail.setFlags(1, id, only('product', 'invoice'), only(), on.db);
    }
  });
});

// What the panel may hold, what it says, and what stands there after invoices and domains were turned the other way.
const STORED: readonly [string | null, MailFlags, string][] = [
  [null, but(), '{"general":"1","product":"1","domain":"0","invoice":"0","support":"1","affiliate":"1"}'],
  ['', but(), '{"general":"1","product":"1","domain":"0","invoice":"0","support":"1","affiliate":"1"}'],
  ['[]', but(), '{"general":"1","product":"1","domain":"0","invoice":"0","support":"1","affiliate":"1"}'],
  ['{"affiliate":"0"}', but('affiliate'), '{"affiliate":"0","domain":"0","invoice":"0"}'],
  [
    '{"general":"1","product":"1","domain":"1","invoice":"0","support":"1","affiliate":"0"}',
    but('invoice', 'affiliate'),
    '{"general":"1","product":"1","domain":"0","invoice":"1","support":"1","affiliate":"0"}',
  ],
  ['{"domain":0,"invoice":1}', but('domain'), '{"domain":1,"invoice":0}'],
  ['{"domain":false}', but('domain'), '{"domain":true,"invoice":false}'],
  ['{"domain":"1","invoice":null}', but(), '{"domain":"0","invoice":"0"}'],
  [
    '{"sms":{"invoice":["a"]},"domain":"1","invoice":"0","note":"caf\\u00e9 / \\u6f22"}',
    but('invoice'),
    '{"sms":{"invoice":["a"]},"domain":"0","invoice":"1","note":"caf\\u00e9 / \\u6f22"}',
  ],
];

onEveryProfile('N2 The owner’s preferences', (on) => {
  const CLIENT = 4;
  const store = (email_preferences: string | null, tx: Knex) =>
    tx('tblclients').where({ id: CLIENT }).update({ email_preferences });

  if (!on.profile.clientPreferences) {
    it('are all on and cannot be written before 7.10', async () => {
      const before = await wholeRow(on.db, 1, 0);
      expect(await flagsOf(on, 1, 0, on.db)).to.deep.equal(but());
      const refused = await failure(on.panel.mail.setFlags(1, 0, but(), but('invoice'), on.db));
      expect(refused).to.include('mail preferences are off');
      expect(await wholeRow(on.db, 1, 0)).to.deep.equal(before);
    });
    return;
  }

  it('are read and changed in the form they have, with keys that nobody told us of', async () => {
    for (const [stored, says, after] of STORED) {
      const label = String(stored);
      await on.trial(async (tx) => {
        await store(stored, tx);
        const before = await wholeRow(tx, CLIENT, 0);
        expect(await flagsOf(on, CLIENT, 0, tx), label).to.deep.equal(says);
        const next = { ...says, domain: !says.domain, invoice: !says.invoice };
        expect(await on.panel.mail.setFlags(CLIENT, 0, says, says, tx), label).to.equal('saved');
        expect(await wholeRow(tx, CLIENT, 0), label).to.deep.equal(before);
        expect(await on.panel.mail.setFlags(CLIENT, 0, says, next, tx), label).to.equal('saved');
        const row = await wholeRow(tx, CLIENT, 0);
        expect(row, label).to.deep.equal({ ...before, email_preferences: after });
        expect(await flagsOf(on, CLIENT, 0, tx), label).to.deep.equal(next);
      });
    }
  });

  it('D3 are stale when they say something else by now, or the client is gone', async () => {
    await on.trial(async (tx) => {
      await store('{"invoice":"0"}', tx);
      const before = await wholeRow(tx, CLIENT, 0);
      for (const next of [but('domain'), but(), but('invoice')]) {
        expect(await on.panel.mail.setFlags(CLIENT, 0, but(), next, tx)).to.equal('stale');
      }
      expect(await wholeRow(tx, CLIENT, 0)).to.deep.equal(before);
      const gone = on.rows.clients.deleted;
      expect(await on.panel.mail.setFlags(gone, 0, but(), but('domain'), tx)).to.equal('stale');
    });
  });

  it('D3 are stale behind our snapshot when another connection changed any of it', async () => {
    const original = await wholeRow(on.db, CLIENT, 0);
    const result = await on.trial(async (tx) => {
      await tx.raw('SET SESSION innodb_snapshot_isolation = OFF');
      const seen = await flagsOf(on, CLIENT, 0, tx);
      // Says the same, but holds one more key: written over, it would be lost.
      await store(JSON.stringify({ ...seen, later: 1 }), on.db);
      try {
        return await on.panel.mail.setFlags(CLIENT, 0, seen, { ...seen, domain: !seen.domain }, tx);
      } finally {
        await tx.raw('SET SESSION innodb_snapshot_isolation = DEFAULT');
      }
    });
    expect(result).to.equal('stale');
    expect((await wholeRow(on.db, CLIENT, 0))['email_preferences']).to.include('"later":1');
    await store(original['email_preferences'] as string | null, on.db);
  });

  it('in a form that nobody knows are read as all on, and never written over', async () => {
    for (const stored of ['a:1:{s:6:"domain";s:1:"0";}', '["domain"]', '"1"', '{"domain":']) {
      await on.trial(async (tx) => {
        await store(stored, tx);
        expect(await flagsOf(on, CLIENT, 0, tx), stored).to.deep.equal(but());
        const refused = await failure(on.panel.mail.setFlags(CLIENT, 0, but(), but('domain'), tx));
        expect(refused, stored).to.include('ConflictError: Conflict: panels:refused.preferences');
        expect((await wholeRow(tx, CLIENT, 0))['email_preferences']).to.equal(stored);
      });
    }
  });
});

onEveryProfile('The panel’s mail templates', (on) => {
  it('come in the default language by name, with their category, if any', async () => {
    await on.trial(async (tx) => {
      const invoice = (await tx('tblemailtemplates')
        .where({ name: 'New invoice', language: '' })
        .first()) as {
        id: number;
      };
      const { id: _id, ...row } = invoice;
      await tx('tblemailtemplates').insert([
        { ...row, type: 'user', name: 'A reset & more', custom: 0, disabled: 1 },
        { ...row, type: 'Product', name: 'Zzz of ours', custom: 1, disabled: 0 },
        { ...row, type: 'invoice', name: 'Zzz of ours', language: 'french' },
      ]);
      const templates = await on.panel.mail.templates(tx);
      expect(templates).to.have.length(18);
      expect(templates[0]).to.deep.equal({
        name: 'A reset & more',
        category: undefined,
        custom: false,
        disabled: true,
      });
      expect(templates.at(-1)).to.deep.equal({
        name: 'Zzz of ours',
        category: 'product',
        custom: true,
        disabled: false,
      });
      expect(templates.filter(({ name }) => name === 'New invoice')).to.deep.equal([
        { name: 'New invoice', category: 'invoice', custom: false, disabled: false },
      ]);
    });
  });
});
