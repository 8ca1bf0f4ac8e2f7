// The awkward contacts (hosts.md 6): dates, texts, flags and addresses as old panels hold them.
import type { Knex } from 'knex';
import { AWKWARD_CLIENTS } from './awkward-clients.js';
import type { SampleRow } from './insert.js';
import { addContact, addSubAccount } from './sample-logins.js';
import { SAMPLE_HASHES } from './sample-passwords.js';
import { hasUsers, spell, type SampleProfile } from './sample-profile.js';

/** Plants the contacts and answers their ids. The session must accept zero dates meanwhile. */
export async function plantContacts(db: Knex, profile: SampleProfile) {
  const zero = '0000-00-00 00:00:00';
  const clients = AWKWARD_CLIENTS;
  const add = (userid: number, lastname: string, email: string, more: SampleRow = {}): Promise<number> =>
    addContact(db, { userid, firstname: 'Contact', lastname, email, country: 'NL', ...more });
  const odd = (lastname: string, more: SampleRow): Promise<number> =>
    add(clients.oddTexts, lastname, `${lastname.toLowerCase()}@awkward.example`, more);
  const shared = 'shared@awkward.example';
  return {
    zeroDates: await add(clients.zeroDates, 'Zero', 'zero@awkward.example', {
      created_at: zero,
      updated_at: zero,
      pwresetexpiry: zero,
    }),
    emptyTexts: await addContact(db, { userid: clients.emptyTexts, firstname: '', lastname: '', email: '' }),
    emptyCountry: await odd('Nowhere', { country: '' }),
    countryUk: await odd('Brit', { country: 'uk', postcode: 'ec1a 1bb', phonenumber: '+44.7400 123-456' }),
    countryInWords: await odd('Words', { country: 'Netherlands' }),
    paddedUpperEmail: await add(clients.oddTexts, 'Padded', '  Padded.UPPER@AWKWARD.EXAMPLE '),
    invalidEmail: await add(clients.oddTexts, 'Invalid', 'not an address'),
    overlongName: await odd('Long', { firstname: 'Wolfeschlegelstein '.repeat(12).trim() }),
    paddedName: await odd('Spaces', { firstname: '  Ada ', lastname: ' Lovelace\t' }),
    markupInName: await odd('Markup', { firstname: '<b>Bold</b>', companyname: '=1+1"; <script>' }),
    phoneInWords: await odd('Reception', { phonenumber: 'call reception ext 4' }),
    phoneWithoutPlus: await odd('Spaced', { phonenumber: '0031 20 123 4567' }),
    phoneNational: await odd('National', { phonenumber: '020-1234567' }),
    phoneDotOnly: await odd('Dot', { phonenumber: '+31.' }),
    phoneOfOtherCountry: await odd('Abroad', { phonenumber: '+1-268.4641234' }),
    sameEmailFirst: await add(clients.sameEmailTwice, 'First', shared),
    sameEmailSecond: await add(clients.sameEmailTwice, 'Second', shared.toUpperCase()),
    sameEmailElsewhere: await add(clients.sameEmailElsewhere, 'Third', shared),
    sameEmailAsOwner: await add(
      clients.sameEmailElsewhere,
      'Fourth',
      `client-${clients.sameEmailElsewhere}@awkward.example`,
    ),
    // Beyond 0 and 1: what the panel does with them is not known; anything but 0 is read as on.
    oddFlags: await add(clients.oddFlags, 'Flags', 'flags@awkward.example', {
      generalemails: 2,
      productemails: -1,
      domainemails: 2,
      invoiceemails: -1,
      supportemails: 1,
    }),
    ofDeletedClient: await add(clients.deleted, 'Orphan', 'orphan@awkward.example', { invoiceemails: 1 }),
    ofDeletedClientToo: await add(clients.deleted, 'Orphan-Too', 'orphan2@awkward.example'),
    ...(await plantSubAccountContacts(db, profile)),
    lastDomainRecipient: await add(clients.lastDomainRecipient, 'Last', 'last@awkward.example', {
      domainemails: 1,
    }),
    noDomainRecipient: await add(clients.lastDomainRecipient, 'Silent', 'silent@awkward.example'),
    entityEncoded: await add(clients.entityEncoded, 'O&#039;Neil', 'entities@awkward.example', {
      firstname: 'R&oacute;is&iacute;n',
      companyname: 'O&#039;Neil &amp; Sons',
      address1: '1 &quot;The Mews&quot;',
    }),
    rightToLeft: await add(clients.rightToLeft, spell('לוי|Levi', profile), 'rtl@awkward.example', {
      firstname: spell('דוד|David', profile),
      country: 'IL',
    }),
    fourByteText: await add(clients.fourByteText, 'Yoshino', 'fourbyte@awkward.example', {
      firstname: profile.charset === 'utf8mb4' ? '𠮷' : 'Kichi',
    }),
  };
}

export type AwkwardContacts = Awaited<ReturnType<typeof plantContacts>>;

/** Contacts with sub-account values: in era 8 left over from an upgrade, in era 7 real logins. */
async function plantSubAccountContacts(db: Knex, profile: SampleProfile) {
  const userid = AWKWARD_CLIENTS.staleSubAccounts;
  const old = {
    subaccount: 1,
    password: SAMPLE_HASHES.bcrypt,
    permissions: 'profile,contacts,tickets,invoices',
  };
  const stale = { userid, firstname: 'Stale', lastname: 'Login', email: 'stale@awkward.example', ...old };
  // Era 8: rights that were taken away after the upgrade are still written in the contact.
  const moved = { ...stale, lastname: 'Moved', email: 'moved@awkward.example' };
  return {
    staleSubAccount: await addContact(db, stale),
    staleWithFewerRights: hasUsers(profile)
      ? (await addSubAccount(db, profile, moved, ['tickets'])).rowId
      : await addContact(db, moved),
    // Era 7: a password without the mark of a sub-account, as a suspended login leaves it (inferred).
    hashWithoutSubAccount: await addContact(db, {
      ...stale,
      lastname: 'Off',
      email: 'off@awkward.example',
      subaccount: 0,
    }),
  };
}
