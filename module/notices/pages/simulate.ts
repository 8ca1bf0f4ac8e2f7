// Who will receive this (CL13): who gets it and why, who does not and why, and the test that can be sent.
import { pathId } from '../../contacts/contact.js';
import { listAddress } from '../../http/list-query.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import { sayReason } from '../../http/reasons.js';
import type { Service } from '../../panels/panel.js';
import type { Translator } from '../../support/i18n.js';
import { statusOf } from '../coverage.js';
import type { NotSent } from '../not-sent.js';
import type { AskedNotice, Simulation } from '../recipients-service.js';
import type { Recipient } from '../recipients.js';
import type { TestPreview } from '../test-letter.js';
import { seenOf, TEST_SIZE } from '../test-mails.js';
import { coverageBadge } from './coverage-badge.js';
import { noticeTitle } from './notice-title.js';
import { simulateForm } from './simulate-form.js';

export interface SimulateModel extends Simulation {
  asked: AskedNotice;
  /** Of those who get it, and of those who do not. */
  page: number;
  notSentPage: number;
  /** To choose from, for a client with more than one billing account. */
  services: readonly Service[];
  previews: readonly TestPreview[];
  apiUrl: string;
}

export function simulateLocals(model: SimulateModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const form = simulateForm(model, typed, words);
  return {
    title: titleText(model, words),
    heading: t('simulate:title'),
    failed: Object.keys(model.errors).length > 0,
    crumbs: [{ label: t('simulate:whoGetsWhat'), href: to('/notices') }],
    form,
    action: to('/notices/simulate'),
    result: model.answer && resultView(model, request),
    test: model.answer && testView(model, request),
    api: apiRequest(model, request),
  };
}

/** Of the document: what was asked, and which part of the list. */
function titleText({ answer, routing, page, notSentPage }: SimulateModel, words: Translator): string {
  if (!answer) return words.t('simulate:title');
  const notice = noticeTitle(answer, [routing.client], words);
  const at = Math.max(page, notSentPage);
  return at > 1
    ? words.t('simulate:titlePage', { notice, page: at })
    : words.t('simulate:titleOf', { notice });
}

function resultView({ answer, routing, asked, page, notSentPage }: SimulateModel, request: PageRequest) {
  const { words, to } = request;
  const { t } = words;
  if (!answer) return undefined;
  const { recipients, notSent, fallback } = answer.explanation;
  const link = (name: 'page' | 'notSentPage') => (at: number) =>
    to(listAddress('/notices/simulate', { ...asked, page, notSentPage, [name]: at }));
  const part = <T>(list: readonly T[], at: number): T[] => list.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE);
  const pages = (total: number, at: number, name: 'page' | 'notSentPage') =>
    paginationView(total, PAGE_SIZE, at, link(name), words);
  return {
    heading: noticeTitle(answer, [routing.client], words),
    badge: coverageBadge(statusOf(answer.explanation), words),
    fallback: fallback && t(`simulate:fallback.${fallback}`),
    recipients: {
      title: countText('recipientCount', recipients.length, t),
      rows: part(recipients, page).map((one) => recipientRow(one, request)),
      pagination: pages(recipients.length, page, 'page'),
    },
    notSent: {
      title: countText('notSentCount', notSent.length, t),
      rows: part(notSent, notSentPage).map((one) => personRow(one, request)),
      pagination: pages(notSent.length, notSentPage, 'notSentPage'),
    },
  };
}

/** Zero is a word. */
const countText = (
  list: 'recipientCount' | 'notSentCount',
  count: number,
  t: PageRequest['words']['t'],
): string => (count === 0 ? t(`simulate:none.${list}`) : t(`simulate:${list}`, { count }));

/** Somebody with why; a login without contact has no page to lead to. */
function personRow(
  { contactId, name, email, because }: Recipient | NotSent,
  { words, settings, to }: PageRequest,
) {
  const none: Badge[] = [];
  return {
    name,
    nameBadges: none,
    email,
    emailBadges: none,
    href: contactId === undefined ? undefined : to(`/contacts/${pathId(contactId)}`),
    because: because.map((reason) => sayReason(reason, words, settings)).join(' '),
  };
}

interface Badge {
  icon: string;
  tone: string;
  word: string;
}

function recipientRow(recipient: Recipient, request: PageRequest) {
  const { t } = request.words;
  const row = personRow(recipient, request);
  const isDouble = recipient.because.filter(({ key }) => !OVERRULED.includes(key)).length > 1;
  return {
    ...row,
    nameBadges: [
      ...(recipient.actsOn ? [{ icon: 'star', tone: 'plain', word: t('simulate:acts') }] : []),
      ...(recipient.standsIn ? [{ icon: 'diamond', tone: 'warn', word: t('notices:statuses.standIn') }] : []),
    ],
    emailBadges: [
      ...(recipient.confirmed ? [] : [{ icon: 'ring', tone: 'plain', word: t('roles:notConfirmed') }]),
      ...(recipient.onOwnServer ? [{ icon: 'triangle', tone: 'warn', word: t('simulate:ownServer') }] : []),
    ],
    because: isDouble ? `${row.because} ${t('simulate:sentOnce')}` : row.because,
  };
}

// These say why it is sent all the same: they are no second way to get it.
const OVERRULED = ['notices:because.offButRequired', 'notices:because.offButLast'];

/** Undefined when there is nobody to send a test to. */
function testView({ answer, asked, previews }: SimulateModel, { words, to }: PageRequest) {
  const { t } = words;
  const recipients = answer?.explanation.recipients ?? [];
  if (recipients.length === 0) return undefined;
  const count = Math.min(recipients.length, TEST_SIZE);
  return {
    action: to(listAddress('/notices/simulate', { ...asked })),
    seen: seenOf(recipients),
    button: t('simulate:send', { count }),
    onlyFirst: recipients.length > count ? t('simulate:onlyFirst', { count, total: recipients.length }) : '',
    mails: previews.map(({ language, count: inIt, subject, text }) => ({
      language,
      title: t('simulate:inLanguage', { language: words.languageName(language), count: inIt }),
      subject,
      lines: text.split('\n\n'),
    })),
  };
}

function apiRequest({ asked, apiUrl }: SimulateModel, { actor, clientId }: PageRequest): string[] {
  const client = actor.kind === 'staff' ? `/clients/${clientId}` : '';
  const { notice, ...about } = asked;
  const path = `${client}/notices/${encodeURIComponent(notice || '{key}')}/recipients`;
  return [`GET ${apiUrl}${listAddress(path, about)}`, 'Authorization: Bearer lsn_…'];
}
