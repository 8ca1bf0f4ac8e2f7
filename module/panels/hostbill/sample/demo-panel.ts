// The provider's side of the demo's HostBill: staff, products, templates, and what clients 1 and 2 run.
import type { Knex } from 'knex';
import { dateBefore } from '../../whmcs/sample/determinism.js';

const PRODUCTS = [
  'Web hosting S',
  'Web hosting M',
  'Web hosting L',
  'VPS 2',
  'VPS 4',
  'Dedicated server',
  'Managed backup',
];
const SERVICES_OF_CLIENT_2 = 340;

/** In the stand-in's answers only: no table of departments is known. */
export const DEPARTMENTS = [
  { id: '1', name: 'Sales', description: 'Before you buy', email: 'sales@panel.example', visible: '1' },
  { id: '2', name: 'Technical support', description: '', email: 'support@panel.example', visible: '1' },
  { id: '3', name: 'Billing', description: '', email: 'billing@panel.example', visible: '1' },
  { id: '4', name: 'Abuse', description: '', email: 'abuse@panel.example', visible: '0' },
] as const;

/** Loads everything that belongs to no client; answers the first member of staff. */
export async function loadPanel(db: Knex): Promise<{ staffId: number; name: string }> {
  await db('hb_admin_details').insert([
    { id: 1, email: 'sam@panel.example' },
    { id: 2, email: 'noor@panel.example' },
  ]);
  await db('hb_categories').insert({ id: 1, name: 'Hosting', visible: 1, slug: 'hosting' });
  await db('hb_products').insert(
    PRODUCTS.map((name, index) => ({ id: index + 1, category_id: 1, name, visible: 1, sort_order: index })),
  );
  const templates = [
    ['Invoice:New', 'Invoice'],
    ['Invoice:Reminder', 'Invoice'],
    ['Account:Suspended', 'Suspend'],
    ['Domain:Renewal', 'Domain'],
    ['Ticket:Reply', 'Support'],
    ['Details:Signup', 'General'],
  ];
  const template = { for: 'Client', language_id: 1, send: 1, system: 1 };
  await db('hb_email_templates').insert([
    ...templates.map(([tplname, group]) => ({ ...template, tplname, group, subject: tplname })),
    { ...template, tplname: 'Our news', group: 'General', subject: 'News', send: 0, system: 0 },
    { ...template, tplname: 'Invoice:New', group: 'Invoice', subject: 'Nieuwe factuur', language_id: 2 },
    { ...template, tplname: 'Ticket:Escalated', group: 'Support', subject: 'Escalated', for: 'Admin' },
  ]);
  // Staff have no names in any column that is known.
  return { staffId: 1, name: 'sam@panel.example' };
}

/** What clients 1 and 2 run. */
export async function loadServices(db: Knex): Promise<void> {
  const service = {
    server_id: 1,
    billingcycle: 'Monthly',
    date_created: dateBefore(900),
    extra_details: 'a:0:{}',
  };
  const ofClient1 = [
    { id: 1, product_id: 2, domain: 'example.com', status: 'Active' },
    { id: 2, product_id: 5, domain: 'vps-12.example.com', status: 'Active' },
    { id: 3, product_id: 7, domain: '', status: 'Suspended' },
    { id: 4, product_id: 1, domain: 'old.example.org', status: 'Terminated' },
  ].map((one) => ({ ...service, client_id: 1, ...one }));
  const ofClient2 = Array.from({ length: SERVICES_OF_CLIENT_2 }, (_, index) => ({
    ...service,
    id: 10 + index,
    client_id: 2,
    product_id: 4,
    domain: `gps-${index + 1}.noordzee.example`,
    status: index % 20 === 19 ? 'Suspended' : 'Active',
  }));
  await db('hb_accounts').insert([...ofClient1, ...ofClient2]);
}
