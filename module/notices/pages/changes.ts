// Recipients before → after, as previews print them (views/partials/recipients.ejs) and as the API answers them.
import { z } from 'zod';
import type { Translator } from '../../support/i18n.js';
import type { ClientFacts } from '../client-facts.js';
import type { RecipientChange } from '../compare.js';
import { noticeName } from '../notice.js';
import type { RecipientPreview } from '../preview.js';
import type { Recipient } from '../recipients.js';
import { peopleText } from './people.js';

export interface RecipientLine {
  /** "Invoices and renewals", with its billing account or market where it has several. */
  title: string;
  /** "Bo Chen → Ann Lee, Bo Chen" */
  text: string;
  /** "Ann Lee is expected to act, before: Bo Chen"; '' when that stays. */
  acts: string;
  /** Nobody chosen is left; '' else. */
  warning: string;
}

export function recipientLines(
  { changes, before, after }: Pick<RecipientPreview, 'changes' | 'before' | 'after'>,
  words: Translator,
): RecipientLine[] {
  return changes.map((change) => ({
    title: titleOf(change, [before, after], words),
    text: words.t('notices:changes.recipients', {
      before: peopleText(change.before, words),
      after: peopleText(change.after, words),
    }),
    acts:
      change.acted?.email === change.acts?.email
        ? ''
        : words.t('notices:changes.acts', {
            before: peopleText(listOf(change.acted), words),
            after: peopleText(listOf(change.acts), words),
          }),
    warning: change.falls ? words.t(`notices:changes.falls.${change.status.after ?? 'nobody'}`) : '',
  }));
}

function titleOf(
  { notice, context }: RecipientChange,
  clients: readonly ClientFacts[],
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

const listOf = (one: Recipient | undefined): Recipient[] => (one ? [one] : []);

const personShape = z.object({ contactId: z.int().nullable(), name: z.string(), email: z.string() });

/** Of the API, in every answer to a change of who gets what. */
export const recipientChangeShape = z
  .object({
    notice: z.string(),
    billingAccount: z.int().nullable(),
    market: z.string().nullable(),
    before: z.array(personShape),
    after: z.array(personShape),
    falls: z.boolean().meta({ description: 'Nobody who was chosen gets it any more' }),
  })
  .meta({ id: 'RecipientChange' });

export const recipientChangesResource = (
  changes: readonly RecipientChange[],
): z.infer<typeof recipientChangeShape>[] =>
  changes.map(({ notice, context, before, after, falls }) => ({
    notice: notice.key,
    billingAccount: context.billingAccount ?? null,
    market: context.market ?? null,
    before: before.map(personResource),
    after: after.map(personResource),
    falls,
  }));

const personResource = ({ contactId, name, email }: Recipient): z.infer<typeof personShape> => ({
  contactId: contactId ?? null,
  name,
  email,
});
