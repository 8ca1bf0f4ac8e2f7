// The one place of WHMCS's tables and columns. Sources: hosts.md §1.2 (WHMCS's public developer docs, official
// templates and column models published by migration tools). Nothing here comes from WHMCS's own source code.
import type { Capabilities, Capability, PanelFields } from '../panel.js';
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
export const MAIL_SWITCHES = [
  'generalemails',
  'productemails',
  'domainemails',
  'invoiceemails',
  'supportemails',
  'affiliateemails',
] as const;

/** The key of WHMCS's own permissions that is the nearest to one of ours (hosts.md §1.3). */
export const PERMISSION_KEYS = { contacts: 'contacts.manage', profile: 'profile.edit' } as const;

// What a capability needs. A missing column switches it off; it never crashes.
const NEEDS: Record<Capability, { table: string; columns: readonly string[] }> = {
  contacts: {
    table: 'tblcontacts',
    columns: ['id', 'userid', 'firstname', 'lastname', 'email', 'phonenumber'],
  },
  taxNumber: { table: 'tblcontacts', columns: ['tax_id'] },
  domainMail: { table: 'tblcontacts', columns: ['domainemails'] },
  clientMailPreferences: { table: 'tblclients', columns: ['email_preferences'] },
  billingContact: { table: 'tblclients', columns: ['billingcid'] },
  separateLogins: {
    table: 'tblusers_clients',
    columns: ['auth_user_id', 'client_id', 'owner', 'permissions'],
  },
  services: { table: 'tblhosting', columns: ['userid', 'domain', 'domainstatus', 'packageid'] },
  domains: { table: 'tbldomains', columns: ['userid', 'domain', 'status'] },
  staff: { table: 'tbladmins', columns: ['id', 'firstname', 'lastname', 'disabled'] },
};

export function capabilitiesOf(shape: WhmcsShape): Capabilities {
  const entries = Object.entries(NEEDS).map(([capability, { table, columns }]) => {
    const missing = shape.missing(table, columns);
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
