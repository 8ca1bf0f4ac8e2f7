// What one notice is called, with what it is about where it goes to other people each time.
import type { Translator } from '../../support/i18n.js';
import type { ClientFacts, NoticeContext } from '../client-facts.js';
import { noticeName, type NoticeDefinition } from '../notice.js';

/**
 * "Invoices and renewals", with its billing account or market where it has one. `clients`: one client, also as it was or
 * will be.
 */
export function noticeTitle(
  { notice, context }: { notice: Pick<NoticeDefinition, 'key' | 'name'>; context: NoticeContext },
  clients: readonly Pick<ClientFacts, 'billingAccounts' | 'aliases'>[],
  words: Translator,
): string {
  const name = words.say(noticeName(notice));
  const account = clients
    .flatMap(({ billingAccounts }) => billingAccounts)
    .find(({ id }) => id === context.billingAccount);
  const market = clients.flatMap(({ aliases }) => aliases).find((one) => one.market === context.market);
  const about = [
    ...(account ? [account.name || words.t('notices:defaultAccount')] : []),
    ...(context.market === undefined ? [] : [market?.name ?? context.market]),
  ];
  return about.length === 0 ? name : words.t('notices:changes.about', { name, about: about.join(', ') });
}
