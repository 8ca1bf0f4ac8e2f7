// Contacts as the panel's rows tell them: found, read as people read them, and looked up by address. On every profile.
import { expect } from 'chai';
import type { PanelContact } from '../../module/panels/panel.js';
import type { AwkwardRows } from '../../module/panels/whmcs/sample/awkward-rows.js';
import { onEveryProfile } from './profiles.js';

type ContactWord = keyof AwkwardRows['contacts'];
type ClientWord = keyof AwkwardRows['clients'];

const AS_READ: readonly [ContactWord, ClientWord, Partial<PanelContact>][] = [
  ['zeroDates', 'zeroDates', { lastName: 'Zero', addedAt: undefined }],
  ['emptyTexts', 'emptyTexts', { firstName: '', lastName: '', email: '', phone: '', country: '', city: '' }],
  ['emptyCountry', 'oddTexts', { country: '' }],
  ['countryUk', 'oddTexts', { country: 'GB', postalCode: 'ec1a 1bb', phone: '+44.7400 123-456' }],
  ['countryInWords', 'oddTexts', { country: '' }],
  ['paddedUpperEmail', 'oddTexts', { email: 'Padded.UPPER@AWKWARD.EXAMPLE' }],
  ['invalidEmail', 'oddTexts', { email: 'not an address' }],
  ['markupInName', 'oddTexts', { firstName: '<b>Bold</b>', companyName: '=1+1"; <script>' }],
  ['phoneInWords', 'oddTexts', { phone: 'call reception ext 4' }],
  ['phoneWithoutPlus', 'oddTexts', { phone: '0031 20 123 4567' }],
  ['phoneNational', 'oddTexts', { phone: '020-1234567' }],
  ['phoneDotOnly', 'oddTexts', { phone: '+31.' }],
  ['phoneOfOtherCountry', 'oddTexts', { phone: '+1-268.4641234' }],
  [
    'entityEncoded',
    'entityEncoded',
    { lastName: `O'Neil`, companyName: `O'Neil & Sons`, address1: '1 "The Mews"' },
  ],
  ['lastDomainRecipient', 'lastDomainRecipient', { addedAt: '2025-09-27 12:00:00' }],
  ['ofDeletedClient', 'deleted', { email: 'orphan@awkward.example' }],
  ['hashWithoutSubAccount', 'staleSubAccounts', { isLogin: false }],
];

onEveryProfile('C2 A contact', (on) => {
  const find = (clientId: number, contactId: number) => on.panel.contacts.find(clientId, contactId, on.db);

  it('reads awkward rows as people would', async () => {
    for (const [contact, client, expected] of AS_READ) {
      const found = await find(on.rows.clients[client], on.rows.contacts[contact]);
      expect(found, contact).to.include({ contactId: on.rows.contacts[contact], ...expected });
    }
  });

  it('keeps over-long and padded names whole', async () => {
    const { clients, contacts } = on.rows;
    expect((await find(clients.oddTexts, contacts.overlongName))?.firstName).to.have.length(227);
    expect(await find(clients.oddTexts, contacts.paddedName)).to.include({ firstName: '  Ada ' });
  });

  it('reads text of every script that the charset holds', async () => {
    const found = await find(on.rows.clients.rightToLeft, on.rows.contacts.rightToLeft);
    expect(found?.firstName).to.equal(on.profile.charset === 'latin1' ? 'David' : 'דוד');
    const fourBytes = await find(on.rows.clients.fourByteText, on.rows.contacts.fourByteText);
    expect(fourBytes?.firstName).to.equal(on.profile.charset === 'utf8mb4' ? '𠮷' : 'Kichi');
  });

  it('reads the panel’s phone form, with and without spaces', async () => {
    for (const [stored, phone] of [
      ['+31.682212341', '+31682212341'],
      ['+31.6 8221 2341', '+31682212341'],
      ['  +31.682212341 ', '+31682212341'],
      ['+31682212341', '+31682212341'],
      ['', ''],
    ] as const) {
      await on.trial(async (tx) => {
        const contactId = on.rows.contacts.emptyCountry;
        await tx('tblcontacts').where({ id: contactId }).update({ phonenumber: stored });
        const found = await on.panel.contacts.find(on.rows.clients.oddTexts, contactId, tx);
        expect(found?.phone, stored).to.equal(phone);
      });
    }
  });

  it('0 is the owner, the client’s own details, and never a login of this kind', async () => {
    const tax = on.profile.taxNumber ? 'NL001234567B01' : '';
    expect(await find(1, 0)).to.deep.equal({
      contactId: 0,
      firstName: 'Ann',
      lastName: 'Lee',
      companyName: 'Example BV',
      email: 'ann@example.com',
      phone: '+31682212341',
      address1: 'Keizersgracht 121',
      address2: '',
      city: 'Amsterdam',
      state: '',
      postalCode: '1015 CJ',
      country: 'NL',
      taxNumber: tax,
      isLogin: false,
      addedAt: '2024-05-08 12:00:00',
    });
    const odd = { country: 'GB', email: 'Odd.OWNER@Awkward.Example', phone: '0031 20 123 4567' };
    expect(await find(on.rows.clients.oddTexts, 0)).to.include(odd);
    expect((await find(on.rows.clients.zeroDates, 0))?.addedAt).to.equal(undefined);
    const encoded = { lastName: `O'Neil`, companyName: `O'Neil & Sons` };
    expect(await find(on.rows.clients.entityEncoded, 0)).to.include(encoded);
  });

  it('is undefined when absent, another client’s, or the owner of a deleted client', async () => {
    const { clients, contacts } = on.rows;
    expect(await find(clients.emptyTexts, contacts.zeroDates)).to.equal(undefined);
    expect(await find(clients.zeroDates, 999_999)).to.equal(undefined);
    expect(await find(clients.zeroDates, -1)).to.equal(undefined);
    expect(await find(clients.deleted, 0)).to.equal(undefined);
  });

  it('A4 is a login in the era of sub-accounts only; the mark left by an upgrade is stale', async () => {
    const found = await find(on.rows.clients.staleSubAccounts, on.rows.contacts.staleSubAccount);
    expect(found?.isLogin).to.equal(on.profile.era === 7);
  });
});
