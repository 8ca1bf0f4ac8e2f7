// Client 1 of the demo, Example BV: the one whose people sign in on the demo's first page.
import type { Knex } from 'knex';
import { PRODUCTS } from './demo-panel.js';
import { dateBefore, daysBefore } from './determinism.js';
import { insertRow, insertRows } from './insert.js';
import { addClient, addContact, addSubAccount, type DemoLogin, type PersonValues } from './sample-logins.js';
import { spell, type SampleProfile } from './sample-profile.js';

export interface ExampleBvLogins {
  owner: DemoLogin;
  fewPermissions: DemoLogin;
  managesContacts: DemoLogin;
}

const CLIENT_ID = 1;
const ADDRESS = {
  companyname: 'Example BV',
  address1: 'Keizersgracht 121',
  city: 'Amsterdam',
  postcode: '1015 CJ',
  country: 'NL',
};

export async function loadExampleBv(db: Knex, profile: SampleProfile): Promise<ExampleBvLogins> {
  const owner = await addClient(db, profile, {
    ...ADDRESS,
    id: CLIENT_ID,
    uuid: '3f0d4c52-6a1e-4b8e-a5d3-0c6c1f1b9a01',
    firstname: 'Ann',
    lastname: 'Lee',
    email: 'ann@example.com',
    phonenumber: '+31.682212341',
    tax_id: 'NL001234567B01',
  });
  const person = (firstname: string, lastname: string, email: string, phone: string): PersonValues => ({
    ...ADDRESS,
    userid: CLIENT_ID,
    firstname: spell(firstname, profile),
    lastname: spell(lastname, profile),
    email,
    phonenumber: phone,
  });

  const few = ['tickets', 'invoices'];
  const bo = { ...person('Bo', 'Chen', 'bo@corp.example', '+31.682212342'), supportemails: 1 };
  const fewPermissions = await addSubAccount(db, profile, bo, few);
  const many = ['contacts', 'profile', 'tickets', 'products'];
  const cy = {
    ...person('Cy', 'Diaz', 'cy@corp.example', '+31.682212343'),
    domainemails: 1,
    generalemails: 1,
  };
  const managesContacts = await addSubAccount(db, profile, cy, many);

  const mailbox = person('Network engineers', '', 'netops@corp.example', '');
  await addContact(db, { ...mailbox, productemails: 1, generalemails: 1 });
  // On the client's own domain, whose mail runs on our servers: the same-server warning (domain.md C9).
  await addContact(db, person('Dee', 'Okafor', 'hostmaster@example.com', '+44.7400123456'));
  const emre = person('Emre', 'Yılmaz|Yilmaz', 'emre@corp.example', '+90.5012345678');
  await addContact(db, { ...emre, domainemails: 1, productemails: 1 });
  await addContact(db, person('فاطمة|Fatima', 'الزهراء|al-Zahra', 'fatima@corp.example', '+971.501234567'));
  const grace = person('Grace', 'Müller|Mueller', 'accounts@corp.example', '+49.15123456789');
  const payerId = await addContact(db, { ...grace, invoiceemails: 1 });
  await addContact(db, person('宏|Hiro', '田中|Tanaka', 'hiro@corp.example', '+81.9012345678'));
  const ines = person('Inès|Ines', 'Moreau', 'ines@agency.example', '+33.612345678');
  await addContact(db, { ...ines, affiliateemails: 1 });
  await addContact(db, person('Jonas', 'Lindqvist', 'jonas@corp.example', ''));

  // Neither Bo nor Cy, so that the panel's own billing contact is one that cannot be deleted (domain.md C7).
  await db('tblclients').where({ id: CLIENT_ID }).update({ billingcid: payerId });
  await loadServices(db);
  return {
    owner,
    fewPermissions: withoutRowId(fewPermissions),
    managesContacts: withoutRowId(managesContacts),
  };
}

function withoutRowId({ name, clientId, userId, contactId }: DemoLogin): DemoLogin {
  return { name, clientId, userId, contactId };
}

async function loadServices(db: Knex): Promise<void> {
  const service = {
    userid: CLIENT_ID,
    regdate: dateBefore(900),
    billingcycle: 'Monthly',
    nextduedate: dateBefore(-14),
    domainstatus: 'Active',
    paymentmethod: 'banktransfer',
    ns1: 'ns1.panel.example',
    ns2: 'ns2.panel.example',
    created_at: daysBefore(900),
    qty: 1,
  };
  await insertRows(db, 'tblhosting', [
    {
      ...service,
      id: 1,
      packageid: PRODUCTS.webM,
      domain: 'example.com',
      username: 'example1',
      amount: 9.95,
    },
    {
      ...service,
      id: 2,
      packageid: PRODUCTS.vps4,
      domain: 'vps-12.example.com',
      username: 'root',
      amount: 24.5,
      dedicatedip: '192.0.2.12',
      assignedips: '192.0.2.13\n192.0.2.14',
    },
    { ...service, id: 3, packageid: PRODUCTS.backup, domain: '', domainstatus: 'Suspended', amount: 4 },
    { ...service, id: 4, packageid: PRODUCTS.webS, domain: 'old.example.org', domainstatus: 'Terminated' },
  ]);
  const domain = {
    userid: CLIENT_ID,
    type: 'Register',
    registrationdate: dateBefore(1500),
    expirydate: dateBefore(-120),
    nextduedate: dateBefore(-110),
    registrationperiod: 1,
    recurringamount: 12.5,
    status: 'Active',
    idprotection: 1,
  };
  await insertRow(db, 'tbldomains', { ...domain, id: 1, domain: 'example.com' });
  await insertRow(db, 'tbldomains', { ...domain, id: 2, domain: 'example.nl' });
}
