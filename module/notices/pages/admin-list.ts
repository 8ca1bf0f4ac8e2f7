// The notice table as the provider has it (AD9): who gets what by default, what is at fault with the panel's templates,
// and how many clients follow the last change.
import type { PageLocals, PageRequest } from '../../http/page.js';
import { CONTACT_TYPES } from '../../roles/role.js';
import type { Translator } from '../../support/i18n.js';
import { categoryLabel, noticeName } from '../notice.js';
import type { StoredNotice } from '../notice-store.js';
import type { NoticeTable } from '../table-service.js';
import { templateFaults } from '../template-faults.js';
import { listed, requiredText, specialText } from './admin-labels.js';

export function noticeTableLocals(table: NoticeTable, { words, to, panelNotes }: PageRequest): PageLocals {
  const { t } = words;
  const { notices, behind, clients } = table;
  return {
    title: t('notices:admin.title'),
    intro: t('notices:admin.intro'),
    notes: panelNotes(['mailTemplates', 'mailSwitches', 'clientMailPreferences']),
    addLink: to('/notices/new'),
    progress: behind > 0 ? t('notices:admin.behind', { count: behind, clients }) : undefined,
    faults: faultViews(table, words),
    types: CONTACT_TYPES.map((type) => t(`roles:types.${type}`)),
    hasTemplates: table.templates !== undefined,
    rows: notices.map((notice) => ({
      ...noticeView(notice, words),
      ...linksOf(notice, words, to),
    })),
  };
}

function noticeView(notice: StoredNotice, words: Translator) {
  const { t } = words;
  const { category, also, requiredFor, templates } = notice;
  return {
    name: words.say(noticeName(notice)),
    badge: notice.shipped
      ? notice.version > 0
        ? t('notices:admin.badges.changed')
        : undefined
      : t('notices:admin.badges.own'),
    notes: [
      ...(notice.resellersOnly ? [t('notices:admin.resellersOnly')] : []),
      ...(notice.needsMarkets ? [t('notices:admin.needsMarkets')] : []),
    ],
    types: CONTACT_TYPES.map((type) => ({
      label: t(`roles:types.${type}`),
      on: notice.types.includes(type),
    })),
    also: [
      ...(category ? [t(categoryLabel(category))] : []),
      ...also.map((special) => specialText(special, words)),
    ],
    required: requiredText(requiredFor ?? '', words),
    templates:
      templates.length > 0 ? t('notices:admin.templateCount', { count: templates.length }) : undefined,
    templateNames: templates,
  };
}

function linksOf(notice: StoredNotice, words: Translator, to: PageRequest['to']) {
  const name = words.say(noticeName(notice));
  const act = notice.shipped ? 'reset' : 'remove';
  return {
    edit: {
      href: to(`/notices/${notice.key}/edit`),
      label: words.t('notices:admin.edit', { name }),
    },
    remove:
      notice.version > 0
        ? {
            href: to(`/notices/${notice.key}/remove`),
            text: words.t(`notices:admin.acts.${act}`),
            label: words.t(`notices:admin.${act}`, { name }),
          }
        : undefined,
  };
}

function faultViews({ notices, templates }: NoticeTable, words: Translator) {
  const { t } = words;
  const { homeless, doubled, gone } = templateFaults(notices, templates);
  const faults = [
    {
      kind: 'homeless',
      lines: homeless.map(({ name, category }) =>
        category ? t('notices:admin.faults.of', { name, about: t(categoryLabel(category)) }) : name,
      ),
    },
    {
      kind: 'doubled',
      lines: doubled.map((one) => {
        const about = listed(one.notices.map((notice) => words.say(noticeName(notice))), words); // prettier-ignore
        return t('notices:admin.faults.of', { name: one.name, about });
      }),
    },
    {
      kind: 'gone',
      lines: gone.map(({ name, notice }) =>
        t('notices:admin.faults.of', { name, about: words.say(noticeName(notice)) }),
      ),
    },
  ] as const;
  return faults
    .filter(({ lines }) => lines.length > 0)
    .map(({ kind, lines }) => ({
      title: t(`notices:admin.faults.${kind}`, { count: lines.length }),
      lines,
    }));
}
