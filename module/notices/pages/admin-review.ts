// What a change of the notice table does, before it is saved (U2): the rule before and after, how many clients it reaches,
// and the first of them with who gets what.
import { inputName } from '../../http/fields.js';
import type { Answers, PageLocals, PageRequest } from '../../http/page.js';
import type { Translator } from '../../support/i18n.js';
import type { NamedEffect, TablePreview } from '../table-service.js';
import { noticeFieldLabel, readableNotice } from './admin-labels.js';
import { recipientLines } from './changes.js';

/** Of each client. */
const LINES = 4;

export interface ReviewOf {
  title: string;
  action: string;
  /** What the form held; undefined where there is no form to go back to. */
  answers: Answers | undefined;
  save: string;
  notice: string | undefined;
}

export function noticeReviewLocals(preview: TablePreview, page: ReviewOf, request: PageRequest): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { changes, effect, seen } = preview;
  return {
    title: page.title,
    crumbs: [{ label: t('common:menu.whoGetsWhat'), href: to('/notices') }],
    form: { notice: page.notice, summary: [] },
    action: page.action,
    answers: page.answers && hiddenInputs(page.answers),
    save: page.save,
    back: to('/notices'),
    seen,
    changes: Object.entries(changes).map(([field, { before, after }]) => ({
      label: noticeFieldLabel(field, words),
      before: readableNotice(field, before, words),
      after: readableNotice(field, after, words),
    })),
    effects: effect ? effectTexts(effect, words) : [t('notices:admin.review.noRouting')],
    shown: effect && effect.first.length > 0 ? shownText(effect, words) : undefined,
    clients: effect?.first.map((one) => {
      const lines = recipientLines({ changes: one.changes, before: one.client, after: one.client }, words);
      const more = lines.length - LINES;
      return {
        name: one.name,
        href: to(`/clients/${one.clientId}/notices`),
        lines: lines.slice(0, LINES),
        more: more > 0 ? t('notices:admin.review.more', { count: more }) : undefined,
      };
    }),
  };
}

function effectTexts(effect: NamedEffect, { t }: Translator): string[] {
  const { clients: count, nobody, standIn, looked, total, complete } = effect;
  const kind = nobody > 0 ? 'andNobody' : 'alone';
  const numbers = { count, nobody, looked, total };
  return [
    count === 0
      ? t(complete ? 'notices:admin.review.none' : 'notices:admin.review.noneYet', numbers)
      : t(`notices:admin.review.${complete ? 'exact' : 'atLeast'}.${kind}`, numbers),
    ...(standIn > 0 ? [t('notices:admin.review.standIn', { count: standIn })] : []),
    ...(complete ? [] : [t('notices:admin.review.partly')]),
    t('notices:admin.review.switches'),
  ];
}

const shownText = ({ first, clients }: NamedEffect, { t }: Translator): string | undefined =>
  clients > first.length ? t('notices:admin.review.first', { count: first.length }) : undefined;

// Boxes were several values of one name.
const BOXES = /^(types|also|templates\.)/;

const hiddenInputs = (answers: Answers): { name: string; value: string }[] =>
  Object.entries(answers).flatMap(([path, value]) =>
    BOXES.test(path)
      ? ['', ...value.split(',').filter(Boolean)].map((one) => ({ name: `${inputName(path)}[]`, value: one }))
      : [{ name: inputName(path), value }],
  );
