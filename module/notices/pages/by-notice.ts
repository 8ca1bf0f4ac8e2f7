// Who gets what by notice (CL12): the rules as clients read them, and whom each notice reaches now.
import type { PageLocals, PageRequest } from '../../http/page.js';
import { CONTACT_TYPES } from '../../roles/role.js';
import type { Translator } from '../../support/i18n.js';
import type { NoticeCoverage } from '../coverage.js';
import { categoryLabel, noticeName, type NoticeDefinition, type SpecialRecipient } from '../notice.js';
import { coverageBadge } from './coverage-badge.js';
import { viewLinks } from './views.js';

/** The mark of a footnote, by whom it is about. */
const MARKS: Record<SpecialRecipient, string> = {
  requestAlias: '*',
  billingContact: '**',
  billingNotifications: '***',
  supportNotifications: '***',
};

export function byNoticeLocals(notices: readonly NoticeCoverage[], request: PageRequest): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const specials = notices.flatMap(({ notice }) => notice.also);
  const used = (Object.keys(MARKS) as SpecialRecipient[]).filter((one) => specials.includes(one));
  return {
    title: t('who-gets-what:title'),
    ...viewLinks('notice', request),
    simulate: to('/notices/simulate'),
    types: CONTACT_TYPES.map((type) => t(`roles:types.${type}`)),
    rows: notices.map(({ notice, status, recipients }) => ({
      name: words.say(noticeName(notice)),
      types: CONTACT_TYPES.map((type) => notice.types.includes(type)),
      also: alsoText(notice, words),
      count: new Intl.NumberFormat(words.language).format(recipients.length),
      badge: coverageBadge(status, words),
      href: to(`/notices/simulate?notice=${encodeURIComponent(notice.key)}`),
    })),
    notes: [...new Set(used.map((one) => `${MARKS[one]} ${t(`who-gets-what:notes.${noteOf(one)}`)}`))],
  };
}

const noteOf = (one: SpecialRecipient): string => (MARKS[one] === '***' ? 'byPermission' : one);

/** "Invoice mail **"; without a category the special ones by name: "Request alias *". */
function alsoText({ category, also }: NoticeDefinition, { t }: Translator): string {
  const marks = [...new Set(also.map((one) => MARKS[one]))];
  if (category !== null) return [t(categoryLabel(category)), ...marks].join(' ');
  const named = [...new Set(also.map((one) => `${t(`who-gets-what:also.${noteOf(one)}`)} ${MARKS[one]}`))];
  return named.join(', ');
}
