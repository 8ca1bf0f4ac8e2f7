// Who gets a notice for what they are to this mail, not for a type or a category: the billing contact of its billing
// account (N3), the request alias of its market (N4), people with a permission to get mail (S3).
import type { Permission } from '../permissions/catalogue.js';
import type { Message } from '../support/errors.js';
import {
  contactOf,
  holderOf,
  inOrder,
  ownerOf,
  type Addressed,
  type ClientFacts,
  type ContactFacts,
  type NoticeContext,
} from './client-facts.js';
import type { SpecialRecipient } from './notice.js';

/** Somebody who would get the mail, with why. */
export interface Claim {
  who: Addressed & { contactId?: number; loginRef?: string };
  because: Message;
  /** Only because nobody was chosen. */
  standsIn: boolean;
}

type Rule = (client: ClientFacts, context: NoticeContext) => Claim[];

const because = (key: string, params?: Message['params']): Message => ({
  key: `notices:because.${key}`,
  ...(params && { params }),
});

const claim = (who: Claim['who'], reason: Message, standsIn = false): Claim[] => [
  { who, because: reason, standsIn },
];

const billingContact: Rule = (client, context) => {
  const account =
    client.billingAccounts.find(({ id }) => id === context.billingAccount) ??
    client.billingAccounts.find(({ isDefault }) => isDefault);
  const contact = contactOf(client, account?.contactId);
  if (account?.name && contact) return claim(contact, because('billingContact', { account: account.name }));
  if (contact) return claim(contact, because('billingContactOfDefault'));
  const holder = holderOf(client, 'billing');
  return holder.chosen
    ? claim(holder.contact, because('billingContactUntilChosen', { role: 'billing' }))
    : claim(holder.contact, because('billingContactStandIn'), true);
};

const requestAlias: Rule = (client, { market }) => {
  const own = market === undefined ? undefined : aliasOf(client, market);
  if (own) return claim(own.contact, because('requestAlias', { market: own.name }));
  const chosen = aliasOf(client, undefined);
  if (chosen) return claim(chosen.contact, because('defaultAlias'));
  const admin = firstAdmin(client);
  if (admin) return claim(admin, because('firstAdmin'));
  return claim(ownerOf(client), because('aliasStandIn'), true);
};

function aliasOf(
  client: ClientFacts,
  market: string | undefined,
): { contact: ContactFacts; name: string } | undefined {
  const alias = client.aliases.find((one) => one.market === market);
  const contact = contactOf(client, alias?.contactId);
  return alias && contact && { contact, name: alias.name };
}

/** The owner before all others, then whoever was added first: the panels count up. */
export function firstAdmin(client: ClientFacts): ContactFacts | undefined {
  return inOrder(client.contacts).find(({ types }) => types.includes('admin'));
}

const byPermission =
  (special: 'billingNotifications' | 'supportNotifications', permission: Permission): Rule =>
  (client) =>
    client.logins
      .filter(({ hears }) => hears.includes(special))
      .flatMap((login) =>
        claim(
          contactOf(client, login.contactId) ?? loginOf(login),
          because('byPermission', { label: `permissions:labels.${permission}` }),
        ),
      );

// A login whose contact is gone is an address of its own, without the id of somebody who is not there.
const loginOf = ({
  contactId: _contactId,
  hears: _hears,
  ...login
}: ClientFacts['logins'][number]): Claim['who'] => login;

const RULES: Readonly<Record<SpecialRecipient, Rule>> = {
  billingContact,
  requestAlias,
  billingNotifications: byPermission('billingNotifications', 'billing.notifications'),
  supportNotifications: byPermission('supportNotifications', 'support.notifications'),
};

/** The claims of each kind in `also`, in its order. */
export const specialClaims = (
  also: readonly SpecialRecipient[],
  client: ClientFacts,
  context: NoticeContext,
): Claim[] => also.flatMap((kind) => RULES[kind](client, context));
