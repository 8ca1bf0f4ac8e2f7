// One change request (AD8): old and new, what it would mean, and the three things staff can do.
import { formView, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { digestOf, isWaiting, sameValues, type AskedValues, type ChangeRequest } from '../request.js';
import { companyLabel, readableValues } from './labels.js';
import { ageOf } from './requests.js';

export interface RequestModel {
  request: ChangeRequest;
  /** The value as it stands now; undefined when the client is gone. */
  now: AskedValues | undefined;
  client: string | undefined;
  /** The owner's address is also what they sign in with. */
  emailSignsIn: boolean;
  moment: Date;
}

export function requestLocals(model: RequestModel, page: PageRequest, typed: Typed): PageLocals {
  const { words, to } = page;
  const { t } = words;
  const { request, now } = model;
  const field = companyLabel(request.field, words);
  const client = model.client ?? t('company:requests.noClient', { id: request.clientId });
  const moved = now !== undefined && !sameValues(now, request.old);
  const text: FieldSpec = {
    path: 'text',
    type: 'textarea',
    label: t('company:requests.text'),
    hint: t('company:requests.textHint'),
  };
  const notes = page.panelNotes(['ownerDetails']);
  return {
    notes: notes.length > 0 ? [...notes, t('company:requests.atPanelFirst')] : [],
    title: t('company:requests.one', { field, client }),
    crumbs: [{ label: t('common:menu.requests'), href: to('/requests') }],
    details: detailsOf(model, client, moved, page),
    moved,
    effect: t(`company:effects.${effectOf(model)}`),
    answered: answeredText(request, words),
    waiting: isWaiting(request),
    form: formView([text], { text: '' }, typed, words),
    // An approval has to have seen the present value: at first what was asked about, after a conflict what stands now.
    seen: digestOf(typed.notice && now ? now : request.old),
    back: to('/requests'),
  };
}

const effectOf = ({ request: { field }, emailSignsIn }: RequestModel): string =>
  field === 'email' && emailSignsIn ? 'emailSignsIn' : field;

function detailsOf(
  { request, now, moment }: RequestModel,
  client: string,
  moved: boolean,
  { words, to }: PageRequest,
) {
  const { t } = words;
  const file = { href: to(`/clients/${request.clientId}/company`), label: t('company:requests.file') };
  return [
    { label: t('company:requests.columns.client'), value: client, link: now && file },
    { label: t('company:requests.old'), value: readableValues(request.old, words) },
    ...(moved && now ? [{ label: t('company:requests.now'), value: readableValues(now, words) }] : []),
    { label: t('company:ask.value'), value: readableValues(request.wanted, words) },
    { label: t('company:ask.reason'), value: request.reason },
    { label: t('company:requests.columns.askedBy'), value: request.askedBy },
    { label: t('company:requests.columns.age'), value: ageOf(request, moment, words) },
  ];
}

function answeredText(
  { state, answer, answeredBy, answeredAt }: ChangeRequest,
  words: PageRequest['words'],
): { text: string; answer: string } | undefined {
  if (!answeredAt) return undefined;
  // Asked again after a question: the question still stands beside its answer.
  const key = state === 'open' ? 'question' : state;
  const params = { who: answeredBy, when: words.moment(answeredAt) };
  return { text: words.t(`company:answered.${key}`, params), answer };
}
