// The clients of the awkward rows, 101 and up: each holds one trouble that real panels have (hosts.md 6).
import type { Knex } from 'knex';
import { insertRow, type SampleRow } from './insert.js';
import { addClient, addUser, linkUser, type ClientValues } from './sample-logins.js';
import { hasUsers, spell, type SampleProfile } from './sample-profile.js';

/** Ids by what is wrong. `deleted` has contacts but no row; `withoutOwner` and `goneOwner` matter in era 8. */
export const AWKWARD_CLIENTS = {
  zeroDates: 101,
  emptyTexts: 102,
  oddTexts: 103,
  sameEmailTwice: 104,
  sameEmailElsewhere: 105,
  oddFlags: 106,
  billingOfDeletedContact: 107,
  deleted: 108,
  staleSubAccounts: 109,
  sharedUserOwns: 110,
  sharedUserHelps: 111,
  sharedUserReads: 112,
  withoutOwner: 113,
  goneOwner: 114,
  hashForms: 115,
  lastDomainRecipient: 116,
  tickets: 117,
  permissionForms: 118,
  entityEncoded: 119,
  rightToLeft: 120,
  misspeltLanguage: 121,
  unknownLanguage: 122,
  billingOfForeignContact: 123,
  fourByteText: 124,
} as const;

export const GONE_ID = 900_001;

/** Plants the clients. The session must accept zero dates meanwhile. */
export async function plantClients(db: Knex, profile: SampleProfile): Promise<void> {
  const zero = '0000-00-00 00:00:00';
  const special: Readonly<Record<number, SampleRow>> = {
    [AWKWARD_CLIENTS.zeroDates]: {
      created_at: zero,
      updated_at: zero,
      pwresetexpiry: zero,
      lastlogin: zero,
      datecreated: '0000-00-00',
    },
    [AWKWARD_CLIENTS.oddTexts]: {
      country: 'uk',
      email: '  Odd.OWNER@Awkward.Example ',
      phonenumber: '0031 20 123 4567',
      state: 'n/a',
    },
    [AWKWARD_CLIENTS.oddFlags]: { taxexempt: -1, allow_sso: 2, email_verified: -1, groupid: GONE_ID },
    [AWKWARD_CLIENTS.billingOfDeletedContact]: { billingcid: GONE_ID },
    // A contact of the demo's client 1, when that is loaded.
    [AWKWARD_CLIENTS.billingOfForeignContact]: { billingcid: 1 },
    [AWKWARD_CLIENTS.lastDomainRecipient]: { email_preferences: '{"domain":"0"}' },
    [AWKWARD_CLIENTS.entityEncoded]: {
      firstname: 'Se&aacute;n',
      lastname: 'O&#039;Neil',
      companyname: 'O&#039;Neil &amp; Sons',
    },
    [AWKWARD_CLIENTS.rightToLeft]: {
      language: 'hebrew',
      firstname: spell('שרה|Sara', profile),
      lastname: spell('כהן|Cohen', profile),
      companyname: spell('כהן (1998) בע"מ|Cohen (1998) Ltd', profile),
    },
    [AWKWARD_CLIENTS.misspeltLanguage]: { language: 'ukranian' },
    [AWKWARD_CLIENTS.unknownLanguage]: { language: 'Klingon' },
    // Outside the BMP: fits only where the panel's own column is utf8mb4.
    [AWKWARD_CLIENTS.fourByteText]: {
      companyname: profile.charset === 'utf8mb4' ? '𠮷野家 🍜' : 'Yoshinoya',
    },
  };
  const unlike: ReadonlySet<number> = new Set([
    AWKWARD_CLIENTS.emptyTexts,
    AWKWARD_CLIENTS.deleted,
    AWKWARD_CLIENTS.sharedUserHelps,
    AWKWARD_CLIENTS.sharedUserReads,
    AWKWARD_CLIENTS.withoutOwner,
    AWKWARD_CLIENTS.goneOwner,
  ]);
  for (const [word, id] of Object.entries(AWKWARD_CLIENTS)) {
    if (unlike.has(id)) continue;
    // In order, so that ids are the same at every load.
    // oxlint-disable-next-line no-await-in-loop
    await addClient(db, profile, { ...plainClient(id, word), ...special[id] });
  }
  await insertRow(db, 'tblclients', { id: AWKWARD_CLIENTS.emptyTexts });
  await plantClientsOfOthers(db, profile);
}

/** Client rows without a user of their own. */
async function plantClientsOfOthers(db: Knex, profile: SampleProfile): Promise<void> {
  const ids = [
    AWKWARD_CLIENTS.sharedUserHelps,
    AWKWARD_CLIENTS.sharedUserReads,
    AWKWARD_CLIENTS.withoutOwner,
    AWKWARD_CLIENTS.goneOwner,
  ];
  for (const id of ids) {
    // oxlint-disable-next-line no-await-in-loop
    await insertRow(db, 'tblclients', { ...plainClient(id, 'other'), currency: 1, status: 'Active' });
  }
  if (!hasUsers(profile)) return;
  await linkUser(db, { userId: GONE_ID, clientId: AWKWARD_CLIENTS.goneOwner, owner: 1, permissions: null });
  for (const clientId of [AWKWARD_CLIENTS.sharedUserHelps, AWKWARD_CLIENTS.sharedUserReads]) {
    const person = { firstname: 'Own', lastname: 'Er', email: `owner-${clientId}@awkward.example` };
    // oxlint-disable-next-line no-await-in-loop
    const userId = await addUser(db, person);
    // oxlint-disable-next-line no-await-in-loop
    await linkUser(db, { userId, clientId, owner: 1, permissions: null });
  }
}

function plainClient(id: number, word: string): ClientValues {
  return {
    id,
    firstname: 'Awkward',
    lastname: word,
    companyname: `Awkward ${id}`,
    email: `client-${id}@awkward.example`,
    address1: `Crooked Lane ${id}`,
    city: 'Leiden',
    postcode: '2311 AA',
    country: 'NL',
    phonenumber: '+31.612345678',
  };
}
