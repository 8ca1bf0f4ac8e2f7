// The provider's side of the demo panel: settings, staff, departments, products, groups, currencies, templates.
// All values are invented; only the shapes follow hosts.md 1.2.
import type { Knex } from 'knex';
import { insertRow, insertRows, type SampleRow } from './insert.js';
import { SAMPLE_HASHES } from './sample-passwords.js';
import type { SampleProfile } from './sample-profile.js';

const VERSIONS = { '7.6': '7.6.1-release.1', '7.10': '7.10.3-release.1', '8': '8.11.2-release.1' } as const;

/** Ids of the products that the demo clients buy. */
export const PRODUCTS = { webS: 1, webM: 2, webL: 3, reseller: 4, vps2: 5, vps4: 6, dedicated: 7, backup: 8 };

/** Ids of the departments; Abuse is hidden. */
export const DEPARTMENTS = { sales: 1, technicalSupport: 2, billing: 3, abuse: 4 };

/** Loads everything that belongs to no client; answers the first, enabled, member of staff. */
export async function loadPanel(
  db: Knex,
  profile: SampleProfile,
): Promise<{ staffId: number; name: string }> {
  await insertRows(db, 'tblconfiguration', [
    { setting: 'Version', value: VERSIONS[profile.version] },
    { setting: 'CompanyName', value: 'Northwind Hosting' },
    { setting: 'SystemURL', value: 'https://panel.example/' },
    { setting: 'Language', value: 'english' },
    { setting: 'Template', value: profile.version === '8' ? 'twenty-one' : 'six' },
    { setting: 'Charset', value: profile.charset === 'latin1' ? 'iso-8859-1' : 'utf-8' },
  ]);
  await insertRows(db, 'tbladdonmodules', [
    { module: 'liaison', setting: 'version', value: '0.1.0' },
    { module: 'liaison', setting: 'access', value: '1,2' },
  ]);
  await loadDepartments(db);
  await loadProducts(db);
  await insertRows(db, 'tblcurrencies', [
    { id: 1, code: 'EUR', prefix: '', suffix: ' EUR', format: 3, rate: 1, default: 1 },
    { id: 2, code: 'USD', prefix: '$', suffix: ' USD', format: 2, rate: 1.1 },
    { id: 3, code: 'JPY', prefix: '', suffix: ' JPY', format: 4, rate: 162.5 },
  ]);
  await insertRows(db, 'tblclientgroups', [
    { id: 1, groupname: 'Resellers', groupcolour: '#d9edf7', discountpercent: 10, susptermexempt: '' },
    { id: 2, groupname: 'Schools and charities', groupcolour: '#dff0d8', discountpercent: 25 },
    { id: 3, groupname: 'Watched', groupcolour: null, discountpercent: null, separateinvoices: 'on' },
  ]);
  await loadTemplates(db);
  return loadStaff(db);
}

async function loadDepartments(db: Knex): Promise<void> {
  // Flags are 'on' or '' (inferred in hosts.md 1.2).
  await insertRows(db, 'tblticketdepartments', [
    { id: 1, name: 'Sales', description: 'Before you buy', email: 'sales@panel.example', order: 1 },
    {
      id: 2,
      name: 'Technical support',
      description: 'Something does not work',
      email: 'support@panel.example',
      order: 2,
      clientsonly: 'on',
      feedback_request: 1,
    },
    { id: 3, name: 'Billing', email: 'billing@panel.example', order: 3, clientsonly: 'on' },
    { id: 4, name: 'Abuse', email: 'abuse@panel.example', order: 4, hidden: 'on', noautoresponder: 'on' },
  ]);
}

async function loadProducts(db: Knex): Promise<void> {
  await insertRows(
    db,
    'tblproductgroups',
    ['Shared hosting', 'Servers', 'Extras'].map((name, index) => ({
      id: index + 1,
      name,
      slug: name.toLowerCase().replaceAll(' ', '-'),
      order: index + 1,
    })),
  );
  await insertRows(db, 'tblproducts', [
    product(PRODUCTS.webS, 1, 'hostingaccount', 'Web hosting S'),
    product(PRODUCTS.webM, 1, 'hostingaccount', 'Web hosting M'),
    product(PRODUCTS.webL, 1, 'hostingaccount', 'Web hosting L'),
    product(PRODUCTS.reseller, 1, 'reselleraccount', 'Reseller hosting'),
    product(PRODUCTS.vps2, 2, 'server', 'VPS 2'),
    product(PRODUCTS.vps4, 2, 'server', 'VPS 4'),
    product(PRODUCTS.dedicated, 2, 'server', 'Dedicated server'),
    product(PRODUCTS.backup, 3, 'other', 'Managed backup'),
  ]);
}

async function loadTemplates(db: Knex): Promise<void> {
  const names = {
    general: ['Welcome to your account', 'Your details were changed'],
    product: ['Your hosting is ready', 'Your server is ready', 'Service suspended'],
    domain: ['Domain registered', 'Domain renewal ahead', 'Domain transfer started'],
    invoice: ['New invoice', 'Invoice reminder', 'Invoice overdue', 'Payment received'],
    support: ['Ticket received', 'Ticket answered', 'Ticket closed'],
    affiliate: ['Affiliate statement'],
  };
  const rows = Object.entries(names).flatMap(([type, list]) =>
    list.map((name) => ({ type, name, subject: name, message: `<p>${name}: {$client_name}</p>` })),
  );
  const dutch = { type: 'invoice', name: 'New invoice', subject: 'Nieuwe factuur', language: 'dutch' };
  await insertRows(db, 'tblemailtemplates', [...rows, dutch]);
}

async function loadStaff(db: Knex): Promise<{ staffId: number; name: string }> {
  await insertRows(db, 'tbladminroles', [
    { id: 1, name: 'Full administrator', systememails: 1, accountemails: 1, supportemails: 1 },
    { id: 2, name: 'Support', supportemails: 1 },
  ]);
  // Numbers only: what they mean is not in the database (hosts.md 1.2).
  const perms = [1, 2, 3, 4, 5, 6, 7, 8].map((permid) => ({ roleid: 1, permid }));
  await insertRows(db, 'tbladminperms', [...perms, { roleid: 2, permid: 4 }]);
  await insertRow(db, 'tbladmins', staff(1, 'Sam', 'de Vries', { roleid: 1, supportdepts: ',1,2,3,4,' }));
  await insertRow(db, 'tbladmins', staff(2, 'Noor', 'Haddou', { roleid: 2, supportdepts: ',2,' }));
  const left = { roleid: 2, supportdepts: ',1,2,', disabled: 1 };
  await insertRow(db, 'tbladmins', staff(3, 'Pieter', 'Oud', left));
  return { staffId: 1, name: 'Sam de Vries' };
}

function product(id: number, gid: number, type: string, name: string): SampleRow {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  return { id, gid, type, name, slug, paytype: 'recurring', order: id };
}

function staff(id: number, firstname: string, lastname: string, more: SampleRow): SampleRow {
  const username = firstname.toLowerCase();
  const email = `${username}@panel.example`;
  const secrets = { password: SAMPLE_HASHES.bcrypt, passwordhash: SAMPLE_HASHES.bcrypt };
  const uuid = `00000000-0000-4000-a000-00000000000${id}`;
  return { id, uuid, username, firstname, lastname, email, language: 'english', ...secrets, ...more };
}
