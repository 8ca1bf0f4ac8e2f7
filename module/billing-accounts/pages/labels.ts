// What billing accounts are called, on the pages and in the log.
import type { Translator } from '../../support/i18n.js';
import type { BillingAccount } from '../store.js';

/** Inside a sentence: "the default billing account", until it has a name of its own. */
export const accountName = ({ name }: Pick<BillingAccount, 'name'>, { t }: Translator): string =>
  name || t('notices:defaultAccount');

export const accountFieldLabel = (field: string, { t }: Translator): string =>
  t(`billing-accounts:fields.${field}`);

/** A value of the log. */
export function readableAccountValue(field: string, value: string, words: Translator): string {
  if (value !== '') return value;
  return words.t(
    field === 'contact' ? 'notices:nobody' : field === 'name' ? 'notices:defaultAccount' : 'common:none',
  );
}

/** The name in a line of the log. */
export const loggedAccount = (name: string, words: Translator): string => accountName({ name }, words);
