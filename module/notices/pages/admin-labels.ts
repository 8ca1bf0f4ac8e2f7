// What the parts of a notice are called (AD9): on the provider's pages and in the log.
import type { Translator } from '../../support/i18n.js';

export const noticeFieldLabel = (field: string, { t }: Translator): string =>
  t(`notices:admin.fields.${field}`);

/** A value of the log (`noticeChanges`). */
export function readableNotice(field: string, value: string, words: Translator): string {
  const { t } = words;
  if (field === 'requiredFor') return requiredText(value, words);
  if (value === '') return t('common:none');
  if (field === 'category') return t(`notices:categories.${value}`);
  if (field === 'types') return listed(value.split(',').map((type) => t(`roles:types.${type}`)), words); // prettier-ignore
  if (field === 'also') return listed(value.split(',').map((one) => specialText(one, words)), words); // prettier-ignore
  return listed(value.split('\n'), words);
}

/** The name in a line of the log: a key of a shipped one, or what somebody typed. */
export function loggedNotice(name: string, words: Translator): string {
  const key = `notices:names.${name}`;
  return /^[a-z-]+$/.test(name) && words.has(key) ? words.t(key) : name;
}

/** '' = of nobody. */
export const requiredText = (role: string, { t }: Translator): string =>
  role === '' ? t('notices:admin.optional') : t(`roles:roles.${role}`);

/** "People with the permission …" for the ✉ lines. */
export function specialText(special: string, { t }: Translator): string {
  const permission = MAIL_PERMISSIONS[special];
  return permission
    ? t('notices:admin.byPermission', { label: t(`permissions:labels.${permission}`) })
    : t(`notices:admin.also.${special}`);
}

const MAIL_PERMISSIONS: Readonly<Record<string, string>> = {
  billingNotifications: 'billing.notifications',
  supportNotifications: 'support.notifications',
};

export const listed = (texts: readonly string[], { language }: Translator): string =>
  new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(texts);
