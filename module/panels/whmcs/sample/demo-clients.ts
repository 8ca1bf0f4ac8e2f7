// Loads the listed clients of the demo with their contacts, logins, services and domains.
import type { Knex } from 'knex';
import { CONTACT_NAMES, LISTED_CLIENTS, MOBILE_NUMBERS, type ListedClient } from './demo-client-list.js';
import { PRODUCTS } from './demo-panel.js';
import { dateBefore, seededRandom, type SeededRandom } from './determinism.js';
import { insertRows, type SampleRow } from './insert.js';
import { addClient, addContact, addSubAccount, type ClientValues, type DemoLogin } from './sample-logins.js';
import { spell, type SampleProfile } from './sample-profile.js';

// Some clients have used the panel's preferences card, most never did (hosts.md 1.4: NULL or a missing key = on).
const PREFERENCES = [
  '{"general":"1","product":"1","domain":"1","invoice":"1","support":"1","affiliate":"0"}',
  '{"affiliate":"0"}',
] as const;
const PERMISSION_SETS = [
  ['tickets'],
  ['products', 'tickets', 'emails'],
  ['invoices', 'quotes', 'orders'],
  ['domains', 'managedomains', 'products', 'manageproducts', 'tickets'],
  ['profile', 'contacts', 'products', 'domains', 'invoices', 'tickets', 'emails'],
] as const;

/** Answers the owners' logins by client id. */
export async function loadListedClients(db: Knex, profile: SampleProfile): Promise<Map<number, DemoLogin>> {
  const random = seededRandom(3040);
  const owners = new Map<number, DemoLogin>();
  for (const listed of LISTED_CLIENTS) {
    // In order, so that ids are the same at every load.
    // oxlint-disable-next-line no-await-in-loop
    owners.set(listed.id, await loadClient(db, profile, listed, random));
  }
  await insertRows(db, 'tblhosting', LISTED_CLIENTS.flatMap(serviceRows(random)));
  await insertRows(db, 'tbldomains', LISTED_CLIENTS.flatMap(domainRows(random)));
  return owners;
}

async function loadClient(
  db: Knex,
  profile: SampleProfile,
  listed: ListedClient,
  random: SeededRandom,
): Promise<DemoLogin> {
  const company = {
    companyname: spell(listed.company, profile),
    address1: spell(listed.address1, profile),
    city: spell(listed.city, profile),
    state: listed.state,
    postcode: listed.postcode,
    country: listed.country,
  };
  const owner: ClientValues = {
    ...company,
    id: listed.id,
    uuid: random.uuid(),
    firstname: spell(listed.firstname, profile),
    lastname: spell(listed.lastname, profile),
    email: `${asciiWord(listed.firstname)}@${listed.label}.example`,
    phonenumber: phoneNumber(listed.country, 0),
    language: listed.language,
    status: listed.status,
    currency: { US: 2, CA: 2, JP: 3 }[listed.country] ?? 1,
    groupid: random.chance(15) ? 1 + random.below(3) : 0,
    email_preferences: random.chance(30) ? random.pick(PREFERENCES) : null,
  };
  const login = await addClient(db, profile, owner);
  const count = listed.id % 7;
  const firstName = random.below(CONTACT_NAMES.length);
  for (let number = 1; number <= count; number += 1) {
    const [first, last] = CONTACT_NAMES[(firstName + number) % CONTACT_NAMES.length] ?? ['', ''];
    const values = {
      ...company,
      userid: listed.id,
      firstname: spell(first, profile),
      lastname: spell(last, profile),
      email: `${asciiWord(first)}.${asciiWord(last)}@${listed.label}.example`,
      phonenumber: random.chance(70) ? phoneNumber(listed.country, number) : '',
      ...categoryFlags(random),
    };
    // oxlint-disable-next-line no-await-in-loop
    if (!random.chance(25)) await addContact(db, values);
    // oxlint-disable-next-line no-await-in-loop
    else await addSubAccount(db, profile, values, random.pick(PERMISSION_SETS));
  }
  return login;
}

function categoryFlags(random: SeededRandom): SampleRow {
  const categories = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];
  return Object.fromEntries(categories.map((key) => [`${key}emails`, random.chance(30) ? 1 : 0]));
}

function serviceRows(random: SeededRandom): (listed: ListedClient) => SampleRow[] {
  const products = Object.values(PRODUCTS);
  return ({ id, label, status }) =>
    Array.from({ length: random.below(5) }, (_, index) => {
      const active = status === 'Active' && !random.chance(12);
      const isServer = index > 0;
      return {
        userid: id,
        packageid: isServer ? random.pick(products) : PRODUCTS.webS,
        domain: isServer ? `srv${index}.${label}.example` : `${label}.example`,
        dedicatedip: isServer ? `203.0.113.${id * 5 + index}` : '',
        domainstatus: active ? 'Active' : random.pick(['Suspended', 'Terminated', 'Cancelled', 'Pending']),
        billingcycle: random.pick(['Monthly', 'Quarterly', 'Annually']),
        amount: 5 + random.below(90),
        regdate: dateBefore(100 + random.below(900)),
        nextduedate: active ? dateBefore(-1 - random.below(300)) : null,
        qty: 1,
      };
    });
}

function domainRows(random: SeededRandom): (listed: ListedClient) => SampleRow[] {
  return ({ id, label, status }) =>
    Array.from({ length: 1 + random.below(2) }, (_, index) => ({
      userid: id,
      domain: index === 0 ? `${label}.example` : `www-${label}.example`,
      type: random.pick(['Register', 'Transfer']),
      status: status === 'Active' ? 'Active' : 'Expired',
      registrationdate: dateBefore(500 + random.below(2000)),
      expirydate: dateBefore(-20 - random.below(300)),
      nextduedate: dateBefore(-10 - random.below(300)),
      registrationperiod: 1,
      recurringamount: 12.5,
    }));
}

/** Numbers of one country that differ in their last two digits; the dot is the panel's way of writing them. */
function phoneNumber(country: string, offset: number): string {
  const [dial = '', number = ''] = (MOBILE_NUMBERS[country] ?? '').split('.');
  return `+${dial}.${number.slice(0, -2)}${String(10 + offset * 9).padStart(2, '0')}`;
}

function asciiWord(text: string): string {
  const ascii = text.split('|').at(-1) ?? text;
  return ascii.toLowerCase().replaceAll(/[^a-z]/g, '');
}
