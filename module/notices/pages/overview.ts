// The overview (CL1): coverage with the worst first and a way to mend each, the four roles, and what happened lately.
import type { PageLocals, PageRequest } from '../../http/page.js';
import { LOGIN_STATES, type LoginState } from '../../permissions/subject.js';
import { roleCard } from '../../roles/pages/role-card.js';
import type { HeldSlot } from '../../roles/service.js';
import { ownerOf, type ClientFacts } from '../client-facts.js';
import type { Coverage, NoticeCoverage } from '../coverage.js';
import type { Routing } from '../facts-reader.js';
import type { NoticeDefinition } from '../notice.js';
import { firstAdmin } from '../special-recipients.js';
import { coverageBadge } from './coverage-badge.js';
import { noticeTitle } from './notice-title.js';
import { peopleText } from './people.js';

export interface OverviewModel {
  company: string;
  routing: Routing;
  coverage: Coverage;
  slots: readonly HeldSlot[];
  /** By contact, the owner's too; undefined where the panel has no logins. */
  logins: ReadonlyMap<number, LoginState> | undefined;
  week: { since: Date; changes: number };
}

export function overviewLocals(model: OverviewModel, request: PageRequest): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { client } = model.routing;
  return {
    title: t('overview:title', { company: model.company }),
    addLink: to('/contacts/new'),
    coverage: coverageView(model, request),
    roles: model.slots.map((slot) => roleCard(slot, request)),
    facts: [
      {
        label: t('overview:admins'),
        text: adminsText(client, request),
        link: adminsLink(client, request),
      },
      ...loginsLine(model, request),
      {
        label: t('overview:week'),
        text: t('overview:changes', { count: model.week.changes }),
        link: {
          href: to(`/activity?from=${model.week.since.toISOString().slice(0, 10)}`),
          text: t('overview:seeActivity'),
        },
      },
    ],
  };
}

function coverageView({ routing: { client }, coverage }: OverviewModel, request: PageRequest) {
  const { words, to } = request;
  const { t } = words;
  const total = coverage.notices.length;
  const isNew = client.contacts.length === 1;
  return {
    reached: coverage.reached,
    total,
    sentence:
      coverage.reached === total
        ? t('overview:allReach', { count: total })
        : t('overview:reach', { reached: coverage.reached, count: total }),
    /** A client with nobody but its owner has one fault, and not one per notice. */
    alone: isNew ? t('overview:alone', { owner: ownerOf(client).name }) : '',
    faults: isNew
      ? []
      : coverage.notices
          .filter(({ status }) => status !== 'covered')
          .map((fault) => ({
            badge: coverageBadge(fault.status, words),
            title: noticeTitle(fault, [client], words),
            because: words.say(fault.because),
            ...fixOf(fault, request),
          })),
    all: { href: to('/notices'), text: t('overview:seeAll', { count: total }) },
  };
}

/** Where the fault is mended. */
function fixOf({ notice, status, context }: NoticeCoverage, { words: { t }, to }: PageRequest) {
  const text = t(status === 'thin' ? 'overview:addOne' : 'overview:choose');
  const isPayer = context.billingAccount !== undefined;
  return { href: to(isPayer ? '/billing-accounts' : fixPath(notice)), text };
}

function fixPath({ types: [type], requiredFor, also }: NoticeDefinition): string {
  if (type !== undefined) return `/contacts/new?type=${type}`;
  if (requiredFor !== null) return `/roles?role=${requiredFor}`;
  return also.includes('requestAlias') ? '/request-aliases' : '/notices?view=contact';
}

function adminsText(client: ClientFacts, { words }: PageRequest): string {
  const first = firstAdmin(client);
  if (!first) return words.t('overview:noAdmin', { owner: ownerOf(client).name });
  const others = client.contacts
    .filter((one) => one !== first && one.types.includes('admin'))
    .toSorted((one, other) => one.contactId - other.contactId);
  return peopleText([{ name: words.t('overview:first', { name: first.name }) }, ...others], words);
}

const adminsLink = (client: ClientFacts, { words: { t }, to }: PageRequest) =>
  firstAdmin(client)
    ? { href: to('/contacts?type=admin'), text: t('overview:seeAdmins') }
    : { href: to('/contacts/new?type=admin'), text: t('overview:addAdmin') };

/** "2 active, 1 invited": the owner left out. */
function loginsLine({ logins }: OverviewModel, { words, to }: PageRequest) {
  if (!logins) return [];
  const { t } = words;
  const states = [...logins].filter(([contactId]) => contactId !== 0).map(([, state]) => state);
  const counts = LOGIN_STATES.filter((state) => state !== 'none' && states.includes(state)).map((state) =>
    t(`overview:logins.${state}`, { count: states.filter((one) => one === state).length }),
  );
  const list = new Intl.ListFormat(words.language, { type: 'unit', style: 'short' });
  return [
    {
      label: t('overview:subAccounts'),
      text: counts.length === 0 ? t('overview:noLogins') : list.format(counts),
      link: { href: to('/contacts?login=active'), text: t('overview:seeLogins') },
    },
  ];
}
