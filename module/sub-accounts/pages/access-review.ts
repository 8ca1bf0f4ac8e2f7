// The review of an access (CL9) as its template prints it: what changes, what stands in the way, and the save.
import { displayName, pathId } from '../../contacts/contact.js';
import { formView, reasonSpecs, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import { sayReason, type ReasonNames } from '../../http/reasons.js';
import { PERMISSIONS } from '../../permissions/catalogue.js';
import type { FieldErrors, Message } from '../../support/errors.js';
import { accessResource } from '../access-body.js';
import type { Asked } from '../access-asked.js';
import { carriedFields } from '../access-draft.js';
import type { AccessAnswers, How } from '../access-form.js';
import { notesOn } from '../access-reading.js';
import type { Review } from '../access-review.js';
import { PASSWORD_MIN } from '../password-rule.js';
import type { AccessModel } from '../access-model.js';
import { changeLines } from './access-lines.js';

export interface ReviewShown {
  model: AccessModel;
  answers: AccessAnswers;
  asked: Asked;
  review: Review;
  errors: FieldErrors;
  notice: Message | undefined;
  apiUrl: string;
}

export function accessReviewLocals(shown: ReviewShown, request: PageRequest): PageLocals {
  const { words, settings, to } = request;
  const { t } = words;
  const { model, answers, asked, review, errors, notice } = shown;
  const { preview, changes, ways, asks } = review;
  const { contact } = model;
  const name = displayName(contact);
  const path = to(`/contacts/${pathId(contact.contactId)}`);
  const names = namesOf(model, asked);
  const refused = [
    ...preview.refusals.map(({ reason }) => sayReason(reason, words, settings, names)),
    ...(preview.locksOut ? [t('sub-accounts:lastManager')] : []),
  ];
  const typed = { answers: undefined, errors, notice };
  const stored = { how: answers.how || (ways[0] ?? ''), reason: answers.reason };
  return {
    title: t('access:review.title', { name }),
    crumbs: [
      { label: t('contacts:list.heading'), href: to('/contacts') },
      { label: name, href: path },
      { label: t('access:title', { name }), href: `${path}/access` },
    ],
    form: formView(specsOf(shown, request), stored, typed, words),
    lines: changeLines(changes, names, words).map((line) => ({ ...line, word: t(`common:${line.kind}`) })),
    nothing: t('access:review.nothing', { name }),
    warnings: warningsOf(review, name).map((warning) => words.say(warning)),
    notes: notesOn(preview.after, name).map((note) => words.say(note)),
    refused,
    panel: asks === 'panel' ? { text: t('access:review.atPanel', { provider: settings.providerName }), href: settings.panelUrl } : undefined,
    carried: [...carriedFields(answers.draft), { name: 'seen', value: preview.seen }, ...onlyWay(ways)],
    button:
      ways.length === 1 && ways[0] === 'invite'
        ? t('access:review.saveAndInvite', { email: contact.email })
        : t('access:review.save'),
    canSave: refused.length === 0 && asks !== 'panel',
    action: `${path}/access`,
    cancel: path,
    api: apiRequest(shown, request),
  }; // prettier-ignore
}

// With one way there is nothing to choose.
const onlyWay = (ways: readonly How[]): { name: string; value: string }[] =>
  ways.length === 1 ? [{ name: 'how', value: ways[0] ?? '' }] : [];

function namesOf({ departments, owner }: AccessModel, { services, domains }: Asked): ReasonNames {
  const named = (places: ReadonlyMap<number, { name: string }>) =>
    new Map([...places].map(([id, { name }]) => [id, name]));
  return {
    ...(owner === undefined ? {} : { owner }),
    departments: new Map(departments.map(({ id, name }) => [id, name])),
    services: named(services),
    domains: named(domains),
  };
}

function warningsOf({ changes, preview }: Review, name: string): Message[] {
  const adds = changes.some(
    (change) =>
      change.kind === 'added' && change.what === 'permission' && change.permission === 'contacts.manage',
  );
  const everything =
    changes.length > 0 && PERMISSIONS.every((one) => preview.after.permissions.includes(one));
  return [
    ...(adds ? [{ key: 'access:review.managesOthers', params: { name } }] : []),
    ...(everything ? [{ key: 'access:review.everything', params: { name } }] : []),
  ];
}

function specsOf({ model, review }: ReviewShown, request: PageRequest): FieldSpec[] {
  const { t } = request.words;
  const { contact } = model;
  const password = (path: string, hint: string | undefined, current: boolean): FieldSpec => ({
    path,
    type: 'password',
    label: t(`access:review.${path}`),
    ...(hint === undefined ? {} : { hint }),
    width: '20',
    autocomplete: current ? 'current-password' : 'new-password',
    ...(current ? {} : { when: 'how=password' }),
  });
  const ways: FieldSpec[] = [
    {
      path: 'how',
      type: 'radios',
      label: t('access:review.how', { name: displayName(contact) }),
      options: review.ways.map((value) => ({
        value,
        label: t(`access:review.ways.${value || 'keep'}`, { email: contact.email }),
      })),
    },
    password('password', t('access:review.passwordHint', { min: PASSWORD_MIN }), false),
    password('passwordAgain', undefined, false),
  ];
  return [
    ...(review.ways.length > 1 ? ways : []),
    ...(review.asks === 'here' ? [password('yourPassword', t('access:review.yourPasswordHint'), true)] : []),
    ...reasonSpecs(request),
  ];
}

/** The request of the API that does the same; the version it asks for comes with the GET of the same address. */
function apiRequest({ model, review, apiUrl }: ReviewShown, { actor, clientId }: PageRequest): string[] {
  const client = actor.kind === 'staff' ? `/clients/${clientId}` : '';
  return [
    `PUT ${apiUrl}${client}/contacts/${model.contact.contactId}/access`,
    'Authorization: Bearer lsn_…',
    'If-Match: "…"',
    'Content-Type: application/json',
    JSON.stringify(accessResource(review.preview.after)),
  ];
}
