// The inspector (CL11): the answer with its reasons, and a table of everything a person can do and why.
import { displayName, pathId } from '../../contacts/contact.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import { sayReason, type ReasonNames } from '../../http/reasons.js';
import { explainAccess } from '../../permissions/explain-access.js';
import type { Question } from '../../permissions/question.js';
import { asIfActive, hasRunOut, type Subject } from '../../permissions/subject.js';
import type { Message } from '../../support/errors.js';
import type { Asked } from '../can-asked.js';
import { canForms } from './can-forms.js';
import type { CanModel, Inspector } from './can-model.js';
import { anchorOf, permissionRows, placeTables } from './can-table.js';

export function canLocals(model: CanModel, request: PageRequest): PageLocals {
  const { contact, subject, asking } = model;
  const { words, to, settings, actor } = request;
  const { t } = words;
  const name = displayName(contact);
  const path = to(`/contacts/${pathId(contact.contactId)}`);
  const names: ReasonNames = {
    departments: new Map(model.departments.map((one) => [one.id, one.name])),
    presets: model.presets,
  };
  const inspector: Inspector = {
    subject: asIfActive(subject),
    now: actor.readAt,
    say: (reason) => sayReason(reason, words, settings, names),
    changeLink: model.mayChange ? `${path}/access` : undefined,
  };
  return {
    title: t('sub-accounts:can.title', { name }),
    failed: Object.keys(asking.errors).length > 0,
    crumbs: [
      { label: t('contacts:list.heading'), href: to('/contacts') },
      { label: name, href: path },
    ],
    name,
    action: `${path}/can`,
    ...canForms(model, request),
    answer: asking.asked && answerView(asking.asked, subject, inspector, name, request),
    notActive: notActiveText(subject, name, request),
    changeLink: inspector.changeLink,
    rows: permissionRows(inspector, words),
    ...placeTables(model, inspector, request),
    back: path,
  };
}

/** The deciding reason first, the others in P5's order. */
function answerView(
  { question, on }: Asked,
  subject: Subject,
  { subject: active, now, say }: Inspector,
  name: string,
  { words: { t } }: PageRequest,
) {
  const real = explainAccess(subject, question, now);
  const settings = explainAccess(active, question, now);
  // Who cannot sign in would hear nothing but that: the settings decide once they can.
  const isLater = !real.allowed && subject.login !== 'active';
  const { allowed, reasons } = isLater ? settings : real;
  const [deciding, ...others] = reasons;
  return {
    about: on === '' ? thingOf(question, t) : t(whereKey(question), { thing: thingOf(question, t), on }),
    before: isLater ? beforeText(subject, name, t) : '',
    allowed,
    anchor: anchorOf(question),
    word: t(`sub-accounts:can.${allowed ? 'yes' : 'no'}`),
    because: say(deciding as Message),
    others: others.map(say),
  };
}

function thingOf(question: Question, t: T): string {
  if (question.permission !== undefined) return t(`permissions:labels.${question.permission}`);
  return t(`permissions:functions.${question.service ? question.serviceFunction : question.domainFunction}`);
}

type T = PageRequest['words']['t'];

const whereKey = (question: Question): string =>
  question.permission === undefined ? 'sub-accounts:can.on' : 'sub-accounts:can.in';

const beforeText = ({ login }: Subject, name: string, t: T): string =>
  t(login === 'invited' ? 'sub-accounts:can.fromAcceptance' : 'sub-accounts:can.answerWithSettings', {
    name,
  });

/** Said above the table: it shows what the settings give, whether they work yet or not. */
function notActiveText(
  subject: Subject,
  name: string,
  { words: { t }, actor }: PageRequest,
): string | undefined {
  if (subject.login === 'invited') return t('sub-accounts:can.fromAcceptance', { name });
  if (subject.login !== 'active') return t('sub-accounts:can.withSettings', { name });
  return hasRunOut(subject, actor.readAt) ? t('sub-accounts:can.expired', { name }) : undefined;
}
