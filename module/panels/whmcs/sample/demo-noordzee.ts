// Client 2 of the demo, Noordzee Logistics NV: the client with 5,000 contacts and 340 services.
import type { Knex } from 'knex';
import { PRODUCTS } from './demo-panel.js';
import { dateBefore, daysBefore, seededRandom } from './determinism.js';
import { insertRow, insertRows, type SampleRow } from './insert.js';
import { addClient, addSubAccount, type DemoLogin } from './sample-logins.js';
import type { SampleProfile } from './sample-profile.js';

const CLIENT_ID = 2;
const CONTACTS = 5000;
const SERVICES = 340;
const SITES = [
  ['Kaai 730', 'Antwerpen', '2030'],
  ['Havenlaan 12', 'Gent', '9042'],
  ['Isabellalaan 1', 'Zeebrugge', '8380'],
  ['Koning Albertlaan 44', 'Brugge', '8200'],
] as const;
const FIRST_NAMES =
  words(`An Anke Anouk Arne Bart Bas Bert Bram Britt Cas Carla Dirk Dries Eefje Ella Elke Emiel Emma
  Eva Evert Femke Filip Floor Frank Geert Gert Greet Hanne Hans Hilde Ilse Ine Inge Jan Jana Jasper Jef Jelle Jente
  Jeroen Joke Jonas Joris Julie Karel Katrien Kobe Koen Lars Laura Leen Lies Lieven Lotte Louis Luc Maarten Marijke
  Mats Nele Niels Noor Pieter Roel Ruben Sander Sara Senne Sofie Stijn Tess Tom Tine Veerle Wim Wout`);
const LAST_NAMES =
  words(`Aerts Baert Bauwens Beckers Boone Bogaerts Bosmans Callens Carlier Claes Claessens Coppens
  Cools Cuypers De_Backer De_Bruyn De_Clercq De_Cock De_Graeve De_Meyer De_Pauw De_Ridder De_Smet De_Vos De_Wilde
  Declercq Decoster Denys Desmet Devos Dewulf Dierickx Dubois Fierens Geens Goethals Goossens Hendrickx Hermans
  Heylen Jacobs Janssens Lambrechts Lauwers Lemmens Lenaerts Maes Martens Mertens Michiels Moens Nys Peeters Pauwels
  Pieters Claeys Raes Segers Smets Simons Stevens Thijs Timmermans Van_Damme Van_de_Velde Van_den_Broeck
  Van_Dyck Van_Hoof Van_Looy Verbeke Verhaegen Verhoeven Vermeulen Wauters Willems Wouters`);

/** Answers the owner's login. */
export async function loadNoordzee(db: Knex, profile: SampleProfile): Promise<DemoLogin> {
  const company = { companyname: 'Noordzee Logistics NV', country: 'BE' };
  const office = { ...company, address1: 'Kaai 730', city: 'Antwerpen', postcode: '2030' };
  const owner = await addClient(db, profile, {
    ...office,
    id: CLIENT_ID,
    uuid: '9b1f6a70-55c1-4c0e-ae52-6f7a3f1b9a02',
    firstname: 'Mira',
    lastname: 'Janssens',
    email: 'mira@noordzee.example',
    phonenumber: '+32.470123456',
    tax_id: 'BE0123456789',
    language: 'dutch',
  });
  const support = {
    ...office,
    userid: CLIENT_ID,
    firstname: 'Tuur',
    lastname: 'Wellens',
    email: 'tuur.wellens@noordzee.example',
    phonenumber: '+32.471000001',
    supportemails: 1,
    productemails: 1,
  };
  await addSubAccount(db, profile, support, ['tickets', 'products', 'manageproducts', 'domains']);
  await insertRows(db, 'tblcontacts', contactRows(company, CONTACTS - 1));
  await loadServices(db);
  return owner;
}

function contactRows(company: SampleRow, count: number): SampleRow[] {
  const random = seededRandom(20261101);
  // Every pair once, in shuffled order: names and addresses stay distinct without a set to check against.
  const pairs = FIRST_NAMES.flatMap((first) => LAST_NAMES.map((last) => [first, last] as const));
  const drawn = Array.from({ length: count }, () => {
    const at = random.below(pairs.length);
    const pair = pairs[at];
    const last = pairs.pop();
    if (pair === undefined || last === undefined) throw new Error('Too few names for that many contacts');
    if (at < pairs.length) pairs[at] = last;
    return pair;
  });
  return drawn.map(([firstname, lastname], index) => {
    const local = `${firstname}.${lastname.replaceAll(' ', '.')}`.toLowerCase();
    const [address1, city, postcode] = random.pick(SITES);
    const age = 30 + random.below(1500);
    return {
      ...company,
      userid: CLIENT_ID,
      firstname,
      lastname,
      email: `${local}@${random.chance(92) ? 'noordzee.example' : 'partner.example'}`,
      phonenumber: random.chance(90) ? `+32.47${1_000_100 + index}` : '',
      address1,
      city,
      postcode,
      generalemails: random.chance(15) ? 1 : 0,
      productemails: random.chance(20) ? 1 : 0,
      domainemails: random.chance(3) ? 1 : 0,
      invoiceemails: random.chance(5) ? 1 : 0,
      supportemails: random.chance(12) ? 1 : 0,
      created_at: daysBefore(age),
      updated_at: daysBefore(random.below(age)),
    };
  });
}

async function loadServices(db: Knex): Promise<void> {
  const named = ['', 'vps-1.', 'vps-2.', 'db.', 'tracking.', 'static.'];
  const trackers = Array.from({ length: SERVICES - named.length }, (_, index) => `gps-${index + 1}.`);
  await insertRows(
    db,
    'tblhosting',
    [...named, ...trackers].map((name, index) => ({
      userid: CLIENT_ID,
      packageid: index === 0 ? PRODUCTS.webL : index < named.length ? PRODUCTS.dedicated : PRODUCTS.vps2,
      domain: `${name}noordzee.example`,
      dedicatedip: index === 0 || index >= named.length ? '' : `198.51.100.${index}`,
      // One tracker in twenty is out of service.
      domainstatus: index % 20 === 19 ? 'Suspended' : 'Active',
      billingcycle: 'Annually',
      regdate: dateBefore(700),
      nextduedate: dateBefore(-40),
      qty: 1,
    })),
  );
  await insertRow(db, 'tbldomains', {
    userid: CLIENT_ID,
    domain: 'noordzee.example',
    type: 'Transfer',
    status: 'Active',
    registrationdate: dateBefore(2000),
    expirydate: dateBefore(-60),
    nextduedate: dateBefore(-50),
    registrationperiod: 1,
  });
}

/** Words apart by space; an underscore stands for a space within a name. */
function words(text: string): string[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '));
}
