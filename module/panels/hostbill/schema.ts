// The one place of HostBill's tables, columns and privileges. Sources: hosts.md §2 (HostBill's public API docs, public
// modules, published language strings). Nothing here comes from HostBill's own source code.
import type { DomainFunction, Permission, ServiceFunction } from '../../permissions/catalogue.js';
import type { Message } from '../../support/errors.js';
import type { Capabilities, Capability, EmailCategory, PanelFields } from '../panel.js';
import type { HostBillShape } from './probe.js';

/** Our field → column, and → field of the API, whose names are the same (inferred). No tax number is known. */
export const FIELD_COLUMNS = {
  firstName: 'firstname',
  lastName: 'lastname',
  companyName: 'companyname',
  email: 'email',
  phone: 'phonenumber',
  address1: 'address1',
  address2: 'address2',
  city: 'city',
  state: 'state',
  postalCode: 'postcode',
  country: 'country',
} as const satisfies Record<Exclude<keyof PanelFields, 'taxNumber'>, string>;
export type KnownField = keyof typeof FIELD_COLUMNS;

export const FIELDS = Object.keys(FIELD_COLUMNS) as KnownField[];

/** setContactDetails names everything else; the address can only be given to a new contact (§2.4). */
export const CHANGEABLE: readonly KnownField[] = FIELDS.filter((field) => field !== 'email');

export interface KeyMeaning {
  permissions?: readonly Permission[];
  serviceFunctions?: readonly ServiceFunction[];
  domainFunctions?: readonly DomainFunction[];
}

/** HostBill's privileges, "section.key", and what of ours each opens (§2.3). services.notify is mail, and none of ours. */
export const PRIVILEGES = {
  'billing.emails': { permissions: ['billing.notifications'] },
  'billing.payinvoice': { permissions: ['billing.invoices'] },
  'billing.orders': { permissions: ['billing.orders'] },
  'billing.balance': { permissions: ['billing.balance'] },
  'billing.addfunds': { permissions: ['billing.funds'] },
  'billing.creditcard': { permissions: ['billing.creditCards'] },
  'support.newticket': { permissions: ['support.open'] },
  'support.emails': { permissions: ['support.notifications'] },
  'support.tickets': { permissions: ['support.view'] },
  'support.closeticket': { permissions: ['support.close'] },
  'misc.editmain': { permissions: ['profile.edit'] },
  'misc.emails': { permissions: ['emails.history'] },
  'misc.manageprofiles': { permissions: ['contacts.manage'] },
  'misc.editipaccess': { permissions: ['ipAccess.edit'] },
  'misc.affiliates': { permissions: ['affiliates.access'] },
  'services.full': { permissions: ['services.full'] },
  'services.basic': { serviceFunctions: ['view'] },
  'services.billing': { serviceFunctions: ['billing'] },
  'services.upgrade': { serviceFunctions: ['upgrade'] },
  'services.cancelation': { serviceFunctions: ['cancel'] },
  'domains.full': { permissions: ['domains.full'] },
  'domains.basic': { domainFunctions: ['view'] },
  'domains.ns': { domainFunctions: ['nameservers'] },
  'domains.renew': { domainFunctions: ['renew'] },
} as const satisfies Record<string, KeyMeaning>;
export type Privilege = keyof typeof PRIVILEGES;

export const SECTIONS = ['billing', 'support', 'misc', 'services', 'domains'] as const;

/** Where an empty set is refused: closing tickets that one cannot see is the least there is. */
export const SMALLEST: readonly Privilege[] = ['support.closeticket'];

/** hb_email_templates.group → our category; the words of the groups from §2.6, as lower case. */
export const TEMPLATE_GROUPS: Readonly<Record<string, EmailCategory>> = {
  general: 'general',
  invoice: 'invoice',
  product: 'product',
  suspend: 'product',
  unsuspend: 'product',
  terminate: 'product',
  domain: 'domain',
  support: 'support',
};

type Needs = Readonly<Record<string, readonly string[]>>;

// What can be probed, table → columns; '' is a record, whichever of its tables has the column.
const NEEDS: Partial<Record<Capability, Needs>> = {
  contacts: { '': ['parent_id', 'firstname', 'lastname', 'email', 'phonenumber'] },
  logins: { '': ['parent_id', 'email', 'status'] },
  mailTemplates: { hb_email_templates: ['id', 'tplname', 'group', 'for', 'language_id'] },
  services: { hb_accounts: ['id', 'client_id', 'product_id', 'domain', 'status'] },
  staff: { hb_admin_details: ['id', 'email'] },
};

// What nobody has shown where HostBill keeps it, or keeps in another shape than rules can use (§2.6, §2.7, §5).
const UNKNOWN = {
  ownerDetails: { key: 'panels:api.ownerElsewhere' },
  contactEmail: { key: 'panels:api.emailElsewhere' },
  passwords: { key: 'panels:api.passwordElsewhere' },
  taxNumber: { key: 'panels:unknown.taxNumber' },
  clientMailPreferences: { key: 'panels:unknown.clientMailPreferences' },
  mailSwitches: { key: 'panels:unknown.mailSwitches' },
  billingContact: { key: 'panels:unknown.billingContact' },
  separateLogins: { key: 'panels:unknown.separateLogins' },
  domains: { key: 'panels:unknown.domains' },
  clientGroups: { key: 'panels:unknown.clientGroups' },
} as const satisfies Partial<Record<Capability, Message>>;

/** What needs no column of HostBill's: our tables hold it (§2.7). */
const KEPT_HERE: readonly string[] = ['mailSwitches', 'clientMailPreferences', 'billingContact'];

/** What of the API works: `departments` is why they cannot be read, undefined when they can. */
export interface ApiState {
  missing: boolean;
  departments: Message | undefined;
}

export function capabilitiesOf(shape: HostBillShape, api: ApiState): Capabilities {
  const off = (because: Message) => ({ on: false, because }) as const;
  const unknown = Object.entries(UNKNOWN).map(([capability, because]) => [
    capability,
    KEPT_HERE.includes(capability) ? { ...off(because), keptHere: true } : off(because),
  ]);
  const probed = Object.entries(NEEDS).map(([capability, needs]) => {
    const missing = Object.entries(needs).flatMap(([table, columns]) => missingIn(shape, table, columns));
    if (missing.length > 0)
      return [capability, off({ key: `panels:off.${capability}`, params: { missing: missing.join(', ') } })];
    return [capability, capability === 'logins' && api.missing ? off(NO_API) : { on: true }];
  });
  const departments = api.missing ? NO_API : api.departments;
  return Object.fromEntries([
    ...unknown,
    ...probed,
    ['contactChanges', api.missing ? off(NO_API) : { on: true }],
    ['departments', departments ? off(departments) : { on: true }],
  ]) as Capabilities;
}

/** Where and by which key the panel's API is reached, in our environment. */
export const API_VARIABLES = {
  url: 'LIAISON_HOSTBILL_URL',
  id: 'LIAISON_HOSTBILL_API_ID',
  key: 'LIAISON_HOSTBILL_API_KEY',
} as const;

/** Nobody has said where the panel's API is. */
export const NO_API: Message = {
  key: 'panels:api.missing',
  params: { names: Object.values(API_VARIABLES).join(', ') },
};

function missingIn(shape: HostBillShape, table: string, columns: readonly string[]): string[] {
  if (table !== '') return shape.missing(table, columns);
  return columns.filter((name) => !shape.tableOf(name)).map((name) => `hb_client_details.${name}`);
}

/** Without these there is no panel to work with: the boot stops with the list. */
export const ESSENTIAL = ['id', 'firstname', 'lastname', 'email'];
