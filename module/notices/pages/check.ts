// What changes when preferences are saved (U2): each switch, who gets what before and after, and which notices fall.
import { formView, reasonSpecs } from '../../http/fields.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import type { Message } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import { contactOf } from '../client-facts.js';
import { wantedOf } from '../matrix.js';
import { carriedRows, type MatrixAnswers } from '../matrix-form.js';
import { categoryLabel, noticeName, type EmailCategory } from '../notice.js';
import type { PreferenceState } from '../preference.js';
import type { PreferencePreview } from '../preferences-service.js';
import type { ByContactModel } from './by-contact.js';
import { recipientLines } from './changes.js';
import { matrixPath } from './views.js';

export interface CheckShown {
  model: ByContactModel;
  answers: MatrixAnswers;
  preview: PreferencePreview;
  notice: Message | undefined;
  apiUrl: string;
}

export function checkLocals(shown: CheckShown, request: PageRequest): PageLocals {
  const { model, answers, preview, notice } = shown;
  const { words, to } = request;
  const { t } = words;
  const typed = { answers: undefined, errors: {}, notice };
  const falling = [...new Set(preview.falls.map((one) => words.say(noticeName(one.notice))))];
  const { reason } = answers;
  return {
    title: t('who-gets-what:check.title'),
    crumbs: [
      { label: t('who-gets-what:title'), href: to(matrixPath('notice')) },
      { label: t('who-gets-what:byContact'), href: to(model.path) },
    ],
    form: formView(reasonSpecs(request), { reason }, typed, words),
    action: to(model.path),
    cancel: to(model.path),
    lines: switchLines(preview, words),
    recipients: recipientLines(preview, words),
    falls: falling.map((name) => t('who-gets-what:check.falls', { name })),
    carried: [...carriedRows(answers.rows), { name: 'seen', value: preview.seen }],
    api: apiRequests(shown, request),
  };
}

/** The requests of the API that do the same; the version that each asks for comes with the GET of its address. */
function apiRequests({ answers, apiUrl }: CheckShown, { actor, clientId }: PageRequest): string[] {
  const client = actor.kind === 'staff' ? `/clients/${clientId}` : '';
  return [...wantedOf(answers.rows)].flatMap(([contactId, wanted]) => [
    `PUT ${apiUrl}${client}/contacts/${contactId}/email-categories`,
    'If-Match: "…"',
    JSON.stringify(wanted),
  ]);
}

function switchLines({ switches, before }: PreferencePreview, { t }: Translator) {
  return Object.entries(switches).map(([path, change]) => {
    const [contactId, category] = path.split('.');
    const [was, is] = [isOn(change.before), isOn(change.after)];
    const kind = was === is ? 'kept' : is ? 'added' : 'removed';
    return {
      kind,
      word: kind === 'kept' ? t('who-gets-what:check.kept') : t(`common:${kind}`),
      text: t('who-gets-what:check.line', {
        name: contactOf(before, Number(contactId))?.name,
        label: t(categoryLabel(category as EmailCategory)),
        before: t(`notices:states.${change.before}`),
        after: t(`notices:states.${change.after}`),
      }),
    };
  });
}

const isOn = (state: string): boolean =>
  !(['off', 'offByHand'] satisfies PreferenceState[] as string[]).includes(state);
