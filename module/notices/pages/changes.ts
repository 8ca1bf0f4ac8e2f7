// Recipients before → after, as previews print them (views/partials/recipients.ejs) and as the API answers them.
import { z } from 'zod';
import type { Translator } from '../../support/i18n.js';
import type { RecipientChange } from '../compare.js';
import type { RecipientPreview } from '../preview.js';
import type { Recipient } from '../recipients.js';
import { noticeTitle } from './notice-title.js';
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
  return changes
    .map((one) => toldApart(one, words))
    .map((change) => ({
      title: noticeTitle(change, [before, after], words),
      text: words.t('notices:changes.recipients', {
        before: peopleText(change.before, words, change.removed),
        after: peopleText(change.after, words, change.added),
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

// Somebody who only gets another address, or has the name of another, is told apart by the address.
function toldApart(change: RecipientChange, { t }: Translator): RecipientChange {
  const { before, after, added, removed } = change;
  const changed = [...added, ...removed];
  const names = new Map(
    [...before, ...after].map((one) => {
      const { name, email } = one;
      const isUnclear = changed.some((other) => other.name === name && other.email !== email);
      return [one, isUnclear ? { ...one, name: t('notices:changes.withAddress', { name, email }) } : one];
    }),
  );
  const told = (people: readonly Recipient[]): Recipient[] => people.map((one) => names.get(one) ?? one);
  return { ...change, before: told(before), after: told(after), added: told(added), removed: told(removed) };
}

const listOf = (one: Recipient | undefined): Recipient[] => (one ? [one] : []);

/** Of the API: somebody who gets a notice. */
export const recipientShape = z.object({
  contactId: z.int().nullable(),
  name: z.string(),
  email: z.string(),
});

/** Of the API, in every answer to a change of who gets what. */
export const recipientChangeShape = z
  .object({
    notice: z.string(),
    billingAccount: z.int().nullable(),
    market: z.string().nullable(),
    before: z.array(recipientShape),
    after: z.array(recipientShape),
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
    before: before.map(recipientResource),
    after: after.map(recipientResource),
    falls,
  }));

export const recipientResource = ({ contactId, name, email }: Recipient): z.infer<typeof recipientShape> => ({
  contactId: contactId ?? null,
  name,
  email,
});
