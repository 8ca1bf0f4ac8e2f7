// A notice is one kind of message (domain.md §6). The shipped table is data: types, words (lang/*/notices.json), routing
// and tests derive from it. A provider's own notices have the same form.
import type { EmailCategory } from '../panels/panel-mail.js';
import { CONTACT_TYPES, type ContactType, type PrimaryRole } from '../roles/role.js';
import type { Message } from '../support/errors.js';

export type { EmailCategory } from '../panels/panel-mail.js';

/** In the order of screens and lists. */
export const EMAIL_CATEGORIES = [
  'general',
  'product',
  'domain',
  'invoice',
  'support',
  'affiliate',
] as const satisfies readonly EmailCategory[];

/** Who may get a notice besides contacts of its types and of its category (N1, N3, N4). */
export const SPECIAL_RECIPIENTS = [
  'billingContact',
  'requestAlias',
  'billingNotifications',
  'supportNotifications',
] as const;
export type SpecialRecipient = (typeof SPECIAL_RECIPIENTS)[number];

/** Those who get it by a permission, with or without a type (S3). */
export const isByPermission = (special: SpecialRecipient): boolean =>
  special === 'billingNotifications' || special === 'supportNotifications';

export interface NoticeDefinition {
  key: string;
  /** The provider's own words; undefined = those of lang/ for this key. */
  name: string | undefined;
  types: readonly ContactType[];
  category: EmailCategory | null;
  also: readonly SpecialRecipient[];
  /** The holder of this role always gets it, and is expected to act. */
  requiredFor: PrimaryRole | null;
  resellersOnly: boolean;
  needsMarkets: boolean;
  /** The panel's mail templates that this notice stands for, by the panel's own names. */
  templates: readonly string[];
  shipped: boolean;
}

type Line<Key extends string = string> = Pick<NoticeDefinition, 'types' | 'category'> &
  Partial<Pick<NoticeDefinition, 'also' | 'requiredFor' | 'resellersOnly' | 'needsMarkets'>> & { key: Key };

// In the order of the screen and of every list.
const TABLE = [
  { key: 'account-matters', types: ['general'], category: 'general', requiredFor: 'general' },
  { key: 'access-issues', types: ['admin'], category: null },
  { key: 'service-deliveries', types: ['technical'], category: 'product', requiredFor: 'technical' },
  { key: 'maintenance-outages', types: ['technical'], category: 'general', requiredFor: 'technical' },
  {
    key: 'invoices-renewals',
    types: ['billing'],
    category: 'invoice',
    // S3's privilege “Receive billing notifications” does what it says, with an account or without.
    also: ['billingContact', 'billingNotifications'],
    requiredFor: 'billing',
  },
  { key: 'security-abuse', types: ['security'], category: null, requiredFor: 'security' },
  { key: 'marketplace-requests', types: [], category: null, also: ['requestAlias'], needsMarkets: true },
  { key: 'customer-provisioning', types: ['admin'], category: null, resellersOnly: true },
  { key: 'ticket-updates', types: [], category: 'support', also: ['supportNotifications'] },
  { key: 'domain-notices', types: [], category: 'domain' },
  { key: 'product-mail', types: ['technical'], category: 'product' },
  { key: 'affiliate-mail', types: [], category: 'affiliate' },
] as const satisfies readonly Line[];

export type ShippedNotice = (typeof TABLE)[number]['key'];

/** The default; providers edit it. */
export const SHIPPED_NOTICES: readonly (NoticeDefinition & { key: ShippedNotice })[] = TABLE.map(
  (line: Line<ShippedNotice>) => ({
    also: [],
    requiredFor: null,
    resellersOnly: false,
    needsMarkets: false,
    ...line,
    name: undefined,
    templates: [],
    shipped: true,
  }),
);

/** What the notice is called, for people. */
export function noticeName({ key, name }: Pick<NoticeDefinition, 'key' | 'name'>): Message {
  return name === undefined ? { key: `notices:names.${key}` } : { key: 'notices:ownName', params: { name } };
}

/** The key of what the category is called, "Invoice mail": also as a message's `label`. */
export const categoryLabel = (category: EmailCategory): string => `notices:categories.${category}`;

/** Whether this client can get the notice at all: a client without markets has no requests from there. */
export function appliesTo(
  notice: Pick<NoticeDefinition, 'resellersOnly' | 'needsMarkets'>,
  client: { isReseller: boolean; hasMarkets: boolean },
): boolean {
  return (!notice.resellersOnly || client.isReseller) && (!notice.needsMarkets || client.hasMarkets);
}

/** A type brings the category of every notice that it is listed for (N2). In the catalogue's order. */
export function typesBringing(
  category: EmailCategory,
  notices: readonly Pick<NoticeDefinition, 'types' | 'category'>[],
): ContactType[] {
  return CONTACT_TYPES.filter((type) =>
    notices.some((notice) => notice.category === category && notice.types.includes(type)),
  );
}
