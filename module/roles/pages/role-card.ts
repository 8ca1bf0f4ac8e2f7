// One primary role with its holder, as a card: the same on the page of the roles and on the overview.
import { displayName, pathId } from '../../contacts/contact.js';
import type { PageRequest } from '../../http/page.js';
import type { Translator } from '../../support/i18n.js';
import type { HeldSlot } from '../service.js';

export interface RoleCard {
  title: string;
  name: string;
  href: string;
  /** The word for a holder who only stands in; undefined for one who was promoted. */
  standIn: string | undefined;
  /** Whether the address of one who was promoted is confirmed: icon of partials/icon, tone and word. */
  address: { icon: string; tone: string; word: string } | undefined;
  /** '' for who stands in. */
  since: string;
  expected: string;
  promote: { href: string; label: string };
}

export function roleCard(
  { role, holder, chosen, isConfirmed, since, promotedBy }: HeldSlot,
  { words, to }: Pick<PageRequest, 'words' | 'to'>,
): RoleCard {
  const { t } = words;
  const title = t(`roles:roles.${role}`);
  return {
    title,
    name: displayName(holder),
    href: to(`/contacts/${pathId(holder.contactId)}`),
    standIn: chosen ? undefined : t('roles:standInBadge'),
    address: chosen ? addressBadge(isConfirmed, words) : undefined,
    since:
      chosen && since
        ? t('roles:since', { when: words.moment(since), who: promotedBy || t('common:someStaff') })
        : '',
    expected: t(`roles:expected.${role}`),
    promote: {
      href: to(`/roles?role=${role}`),
      label: t('roles:promoteSomeone', { role: title }),
    },
  };
}

const addressBadge = (isConfirmed: boolean, { t }: Translator): NonNullable<RoleCard['address']> =>
  isConfirmed
    ? { icon: 'check', tone: 'ok', word: t('roles:confirmed') }
    : { icon: 'ring', tone: 'plain', word: t('roles:notConfirmed') };
