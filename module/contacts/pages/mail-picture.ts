// What a contact gets and why (CL6), whether its address works, and what binds it.
import type { PageRequest } from '../../http/page.js';
import { sayReason } from '../../http/reasons.js';
import type { MailPicture } from '../../notices/contact-mail.js';
import { noticeName } from '../../notices/notice.js';
import type { Translator } from '../../support/i18n.js';

export interface MailPictureView {
  notices: { name: string; because: string[]; acts: string }[];
  address: { word: string; tone: 'ok' | 'plain' | 'bad'; icon: 'check' | 'ring' | 'cross' };
  /** "Billing contact of EU-01 · Request alias of Amsterdam"; '' when nothing does. */
  binds: string;
}

export function mailPictureView(
  { contact, received, accounts, aliases }: MailPicture,
  { words, settings }: Pick<PageRequest, 'words' | 'settings'>,
): MailPictureView {
  const { t } = words;
  return {
    notices: received.map(({ notice, because, actsOn }) => ({
      name: words.say(noticeName(notice)),
      because: because.map((reason) => sayReason(reason, words, settings)),
      acts: actsOn ? t('contacts:receives.acts') : '',
    })),
    address: addressMark(contact, words),
    binds: [
      ...accounts.map(({ name }) =>
        t('contacts:receives.billingContact', { account: name || t('notices:defaultAccount') }),
      ),
      ...aliases.map(({ market, name }) =>
        market === undefined
          ? t('contacts:receives.defaultAlias')
          : t('contacts:receives.requestAlias', { market: name }),
      ),
    ].join(' · '),
  };
}

function addressMark(
  { blocked, confirmed }: MailPicture['contact'],
  { t }: Translator,
): MailPictureView['address'] {
  if (blocked) return { word: t('contacts:receives.address.blocked'), tone: 'bad', icon: 'cross' };
  if (confirmed) return { word: t('contacts:receives.address.confirmed'), tone: 'ok', icon: 'check' };
  return { word: t('contacts:receives.address.notConfirmed'), tone: 'plain', icon: 'ring' };
}
