// The one place of WHMCS's tables and columns. Sources: hosts.md §1.2 (WHMCS's public developer docs, official
// templates and column models published by migration tools). Nothing here comes from WHMCS's own source code.
import type { DomainFunction, Permission, ServiceFunction } from '../../permissions/catalogue.js';
import type { Capabilities, Capability, EmailCategory, PanelFields } from '../panel.js';
import type { WhmcsShape } from './probe.js';

/** Our field → column. tblclients and tblcontacts use the same names. */
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
  taxNumber: 'tax_id',
} as const satisfies Record<keyof PanelFields, string>;

export const FIELDS = Object.keys(FIELD_COLUMNS) as (keyof PanelFields)[];

/** Contacts: the six mail switches, 0/1. All off on a new contact (WHMCS user docs: contact defaults). */
export const MAIL_SWITCHES = {
  general: 'generalemails',
  product: 'productemails',
  domain: 'domainemails',
  invoice: 'invoiceemails',
  support: 'supportemails',
  affiliate: 'affiliateemails',
} as const satisfies Record<EmailCategory, string>;

/** Also the words of tblemailtemplates.type and the keys of email_preferences (hosts.md §1.4). */
export const EMAIL_CATEGORIES = Object.keys(MAIL_SWITCHES) as EmailCategory[];

export interface KeyMeaning {
  permissions?: readonly Permission[];
  serviceFunctions?: readonly ServiceFunction[];
  domainFunctions?: readonly DomainFunction[];
}

/** WHMCS's own 13 permissions and what of ours each opens, labels and pairing from hosts.md §1.3. */
export const PERMISSION_KEYS = {
  profile: { permissions: ['profile.edit'] },
  contacts: { permissions: ['contacts.manage'] },
  products: { permissions: ['services.full'], serviceFunctions: ['view'] },
  manageproducts: { permissions: ['services.full'], serviceFunctions: ['manage'] },
  productsso: { permissions: ['services.full'], serviceFunctions: ['signOn'] },
  domains: { permissions: ['domains.full'], domainFunctions: ['view'] },
  managedomains: { permissions: ['domains.full'], domainFunctions: ['nameservers', 'renew', 'manage'] },
  invoices: { permissions: ['billing.invoices'] },
  quotes: { permissions: ['billing.estimates'] },
  tickets: { permissions: ['support.open', 'support.view', 'support.close'] },
  affiliates: { permissions: ['affiliates.access'] },
  emails: { permissions: ['emails.history'] },
  orders: { permissions: ['billing.orders'], serviceFunctions: ['upgrade', 'cancel'] },
} as const satisfies Record<string, KeyMeaning>;
export type PermissionKey = keyof typeof PERMISSION_KEYS;

type Needs = Readonly<Record<string, readonly string[]>>;

const LINK = { tblusers_clients: ['auth_user_id', 'client_id', 'owner', 'permissions'] };
const LOGINS: Record<WhmcsShape['era'], Needs> = {
  7: {
    tblcontacts: ['id', 'userid', 'firstname', 'lastname', 'email', 'subaccount', 'password', 'permissions'],
  },
  8: { tblusers: ['id', 'first_name', 'last_name', 'email', 'password'], ...LINK },
};

// What a capability needs, table → columns. A missing one switches it off; it never crashes.
const NEEDS: Record<Exclude<Capability, 'logins'>, Needs> = {
  contacts: { tblcontacts: ['id', 'userid', 'firstname', 'lastname', 'email', 'phonenumber'] },
  ownerDetails: {},
  contactChanges: {},
  contactEmail: {},
  passwords: {},
  taxNumber: { tblcontacts: ['tax_id'] },
  clientMailPreferences: { tblclients: ['email_preferences'] },
  mailSwitches: { tblcontacts: Object.values(MAIL_SWITCHES) },
  mailTemplates: { tblemailtemplates: ['id', 'type', 'name', 'language'] },
  billingContact: { tblclients: ['billingcid'] },
  separateLogins: LINK,
  departments: { tblticketdepartments: ['id', 'name'] },
  services: { tblhosting: ['id', 'userid', 'domain', 'domainstatus', 'packageid'] },
  domains: { tbldomains: ['id', 'userid', 'domain', 'status'] },
  clientGroups: { tblclients: ['groupid'], tblclientgroups: ['id', 'groupname'] },
  staff: { tbladmins: ['id', 'firstname', 'lastname', 'disabled'] },
};

export function capabilitiesOf(shape: WhmcsShape): Capabilities {
  const entries = Object.entries({ ...NEEDS, logins: LOGINS[shape.era] }).map(([capability, needs]) => {
    const missing = Object.entries(needs).flatMap(([table, columns]) => shape.missing(table, columns));
    if (missing.length === 0) return [capability, { on: true }];
    const because = { key: `panels:off.${capability}`, params: { missing: missing.join(', ') } };
    return [capability, { on: false, because }];
  });
  return Object.fromEntries(entries) as Capabilities;
}

/** Without these there is no panel to work with: the boot stops with the list. */
export const ESSENTIAL = {
  table: 'tblclients',
  columns: ['id', 'firstname', 'lastname', 'companyname', 'email'],
};
