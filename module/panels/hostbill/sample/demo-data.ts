// The demo's data: about 40 invented clients of an invented provider, the same rows at every load, with the people of the
// other samples. Contacts share the clients' space of ids.
import type { Knex } from 'knex';
import { CONTACT_NAMES, LISTED_CLIENTS, MOBILE_NUMBERS } from '../../whmcs/sample/demo-client-list.js';
import type { DemoCast } from '../../whmcs/sample/demo-data.js';
import { dateBefore, seededRandom } from '../../whmcs/sample/determinism.js';
import { loadServices, loadPanel } from './demo-panel.js';
import { insertRecords, type Values } from './records.js';
import type { HostBillProfile } from './schema.js';

type RecordRow = Values & { id: number };

const EXAMPLE = {
  companyname: 'Example BV',
  address1: 'Keizersgracht 121',
  city: 'Amsterdam',
  postcode: '1015 CJ',
  country: 'NL',
  company: 1,
};
/** Client ids end below; contacts of client 1 have these. */
const FIRST_CONTACT = 101;

// first name; last name; address; phone
const PEOPLE = [
  ['Bo', 'Chen', 'bo@corp.example', '+31682212342'],
  ['Cy', 'Diaz', 'cy@corp.example', '+31682212343'],
  ['Network engineers', '', 'netops@corp.example', ''],
  ['Dee', 'Okafor', 'hostmaster@example.com', '+447400123456'],
  ['Emre', 'Yılmaz', 'emre@corp.example', '+905012345678'],
  ['فاطمة', 'الزهراء', 'fatima@corp.example', '+971501234567'],
  ['Grace', 'Müller', 'accounts@corp.example', '+4915123456789'],
  ['宏', '田中', 'hiro@corp.example', '+819012345678'],
  ['Inès', 'Moreau', 'ines@agency.example', '+33612345678'],
  ['Jonas', 'Lindqvist', 'jonas@corp.example', ''],
] as const;

const GRANTED: Readonly<Record<number, readonly string[]>> = {
  [FIRST_CONTACT]: ['support.newticket', 'support.tickets', 'billing.payinvoice'],
  [FIRST_CONTACT + 1]: [
    'misc.manageprofiles',
    'misc.editmain',
    'support.newticket',
    'support.tickets',
    'support.closeticket',
    'services.basic',
  ],
};

/** Fills an empty database made by `hostBillSchema(profile)`, in one transaction; `many`: the contacts of client 2. */
export async function loadHostBillData(db: Knex, profile: HostBillProfile, many = 5000): Promise<DemoCast> {
  return db.transaction(async (tx) => {
    const staff = await loadPanel(tx);
    await insertRecords(tx, profile, [...owners(), ...contactsOfClient1(), ...listedContacts()]);
    await insertRecords(tx, profile, contactsOfClient2(many));
    await loadServices(tx);
    for (const [id, granted] of Object.entries(GRANTED)) {
      const privileges = Object.fromEntries(granted.map((path) => [path, '1']));
      // oxlint-disable-next-line no-await-in-loop
      await tx('sample_privileges').insert({
        contact_id: Number(id),
        privileges: JSON.stringify(privileges),
      });
    }
    const owner = (clientId: number, name: string) => ({ name, clientId, userId: null, contactId: 0 });
    const contact = (contactId: number, name: string) => ({ name, clientId: 1, userId: null, contactId });
    const third = LISTED_CLIENTS[0];
    return {
      ownerOfClient1: owner(1, 'Ann Lee'),
      fewPermissions: contact(FIRST_CONTACT, 'Bo Chen'),
      managesContacts: contact(FIRST_CONTACT + 1, 'Cy Diaz'),
      ownerOfClient2: owner(2, 'Mira Janssens'),
      ownerOfClient3: owner(3, `${native(third?.firstname)} ${native(third?.lastname)}`),
      staff,
    };
  });
}

function owners(): RecordRow[] {
  const listed = LISTED_CLIENTS.map((client): RecordRow => ({
    id: client.id,
    ...addressOf(client),
    firstname: native(client.firstname),
    lastname: native(client.lastname),
    email: `${asciiWord(client.firstname)}@${client.label}.example`,
    phonenumber: phoneOf(client.country, 0),
    language: client.language,
    status: client.status,
    datecreated: dateBefore(900 + client.id * 7),
  }));
  return [
    {
      ...EXAMPLE,
      id: 1,
      firstname: 'Ann',
      lastname: 'Lee',
      email: 'ann@example.com',
      phonenumber: '+31682212341',
      language: 'english',
      datecreated: dateBefore(907),
      lastlogin: '2026-10-23 12:00:00',
    },
    {
      id: 2,
      companyname: 'Noordzee Logistics NV',
      address1: 'Kaai 730',
      city: 'Antwerpen',
      postcode: '2030',
      country: 'BE',
      company: 1,
      firstname: 'Mira',
      lastname: 'Janssens',
      email: 'mira@noordzee.example',
      phonenumber: '+32470123456',
      language: 'dutch',
      datecreated: dateBefore(914),
    },
    ...listed,
  ];
}

const contactsOfClient1 = (): RecordRow[] =>
  PEOPLE.map(([firstname, lastname, email, phonenumber], index) => ({
    ...EXAMPLE,
    id: FIRST_CONTACT + index,
    parent_id: 1,
    firstname,
    lastname,
    email,
    phonenumber,
    datecreated: dateBefore(400 - index),
  }));

function listedContacts(): RecordRow[] {
  const random = seededRandom(3041);
  let id = FIRST_CONTACT + 100;
  return LISTED_CLIENTS.flatMap((client) => {
    const first = random.below(CONTACT_NAMES.length);
    return Array.from({ length: client.id % 7 }, (_, index): RecordRow => {
      const [firstname, lastname] = CONTACT_NAMES[(first + index + 1) % CONTACT_NAMES.length] ?? ['', ''];
      return {
        ...addressOf(client),
        id: (id += 1),
        parent_id: client.id,
        firstname: native(firstname),
        lastname: native(lastname),
        email: `${asciiWord(firstname)}.${asciiWord(lastname)}@${client.label}.example`,
        phonenumber: random.chance(70) ? phoneOf(client.country, index + 1) : '',
        datecreated: dateBefore(400),
      };
    });
  });
}

function contactsOfClient2(many: number): RecordRow[] {
  const random = seededRandom(20261101);
  const people = CONTACT_NAMES.map(([first, last]) => [asciiOf(first), asciiOf(last)] as const);
  return Array.from({ length: many }, (_, index): RecordRow => {
    const [firstname] = random.pick(people);
    const [, lastname] = random.pick(people);
    return {
      id: 1001 + index,
      parent_id: 2,
      firstname,
      lastname,
      companyname: 'Noordzee Logistics NV',
      email: `${asciiWord(firstname)}.${index + 1}@noordzee.example`,
      phonenumber: random.chance(90) ? `+3247${1_000_100 + index}` : '',
      address1: 'Kaai 730',
      city: 'Antwerpen',
      postcode: '2030',
      country: 'BE',
      datecreated: dateBefore(30 + random.below(1500)),
    };
  });
}

const addressOf = (client: (typeof LISTED_CLIENTS)[number]): Values => ({
  companyname: native(client.company),
  address1: native(client.address1),
  city: native(client.city),
  state: client.state,
  postcode: client.postcode,
  country: client.country,
});

function phoneOf(country: string, offset: number): string {
  const number = (MOBILE_NUMBERS[country] ?? '').replace('.', '');
  return number === '' ? '' : `+${number.slice(0, -2)}${String(10 + offset * 9).padStart(2, '0')}`;
}

const native = (text = ''): string => text.split('|')[0] ?? '';
const asciiOf = (text: string): string => text.split('|').at(-1) ?? text;
const asciiWord = (text: string): string =>
  asciiOf(text)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
