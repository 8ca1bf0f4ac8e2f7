// Whose address it is within a client (C4), and who still gets its domain mail (C8). On every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { onEveryProfile } from './profiles.js';

onEveryProfile('C4 The address book', (on) => {
  const holder = async (clientId: number, email: string) =>
    (await on.panel.contacts.findByEmail(clientId, email, on.db))?.contactId;

  it('compares without case and padding, on both sides', async () => {
    const { clients, contacts } = on.rows;
    for (const typed of ['padded.upper@awkward.example', ' PADDED.upper@Awkward.Example  ']) {
      expect(await holder(clients.oddTexts, typed), typed).to.equal(contacts.paddedUpperEmail);
    }
    expect(await holder(clients.oddTexts, 'odd.owner@awkward.example')).to.equal(0);
  });

  it('looks within the client only, the owner first', async () => {
    const { clients, contacts } = on.rows;
    expect(await holder(clients.sameEmailElsewhere, 'shared@awkward.example')).to.equal(
      contacts.sameEmailElsewhere,
    );
    const twice = [contacts.sameEmailFirst, contacts.sameEmailSecond];
    expect(await holder(clients.sameEmailTwice, 'Shared@awkward.example')).to.be.oneOf(twice);
    expect(await holder(clients.zeroDates, 'shared@awkward.example')).to.equal(undefined);
    expect(await holder(clients.sameEmailElsewhere, 'client-105@awkward.example')).to.equal(0);
  });

  it('takes every sign literally', async () => {
    for (const typed of ['%', 'shared_awkward.example', '%@awkward.example', `' OR '1'='1`, '\\']) {
      expect(await holder(on.rows.clients.sameEmailTwice, typed), typed).to.equal(undefined);
    }
  });

  it('knows an address that was stored with entities, and tells accents apart', async () => {
    await on.trial(async (tx) => {
      const contactId = on.rows.contacts.zeroDates;
      const store = (email: string) => tx('tblcontacts').where({ id: contactId }).update({ email });
      const found = async (email: string) =>
        (await on.panel.contacts.findByEmail(on.rows.clients.zeroDates, email, tx))?.contactId;
      await store('o&#039;neil@awkward.example');
      expect(await found(`O'Neil@awkward.example`)).to.equal(contactId);
      await store('josé@awkward.example');
      expect(await found('JOSÉ@awkward.example')).to.equal(contactId);
      expect(await found('jose@awkward.example')).to.equal(undefined);
    });
  });
});

// The client's own preference as its column may hold it. hosts.md 1.4: NULL or a missing key = on.
const PREFERENCES: readonly [string | null, boolean][] = [
  [null, true],
  ['', true],
  ['{}', true],
  ['{"invoice":"0"}', true],
  ['{"general":"0","product":"0","domain":"1","invoice":"0","support":"0","affiliate":"0"}', true],
  ['{"domain":"1"}', true],
  ['{"domain":1}', true],
  ['{"domain":true}', true],
  ['{"domain":"0"}', false],
  ['{"domain":0}', false],
  ['{"domain":false}', false],
  ['{"general":"1","product":"1","domain":"0","invoice":"1","support":"1","affiliate":"1"}', false],
];

onEveryProfile('C8 Recipients of domain mail', (on) => {
  const recipients = async (clientId: number, tx: Knex) =>
    (await on.panel.contacts.addressees([clientId], tx))
      .filter(({ flags }) => flags.domain)
      .map(({ contactId }) => contactId);

  it('are the contacts whose switch is not 0, and the owner', async () => {
    const { clients, contacts } = on.rows;
    expect(await recipients(clients.oddFlags, on.db)).to.include.members([0, contacts.oddFlags]);
    const owner = on.profile.clientPreferences ? [] : [0];
    const expected = [...owner, contacts.lastDomainRecipient];
    expect(await recipients(clients.lastDomainRecipient, on.db)).to.have.members(expected);
    expect(await recipients(clients.deleted, on.db)).to.not.include(0);
  });

  it('leave the owner out only when the client said so', async () => {
    if (!on.profile.clientPreferences) {
      expect(await recipients(1, on.db)).to.include(0);
      return;
    }
    const clientId = on.rows.clients.lastDomainRecipient;
    for (const [stored, gets] of PREFERENCES) {
      await on.trial(async (tx) => {
        await tx('tblclients').where({ id: clientId }).update({ email_preferences: stored });
        expect((await recipients(clientId, tx)).includes(0), stored ?? 'NULL').to.equal(gets);
      });
    }
  });
});
