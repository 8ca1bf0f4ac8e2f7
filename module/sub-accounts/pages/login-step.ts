// One step of a sub-account's life before it is taken (CL10): what it does, or why it cannot be taken and who can help.
import { displayName, pathId, type Contact } from '../../contacts/contact.js';
import { formView, reasonSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { sayReason } from '../../http/reasons.js';
import { noticeName, type NoticeDefinition } from '../../notices/notice.js';
import type { Message } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import type { SubAccountView } from '../service.js';
import type { Step } from '../steps.js';
import { loginBadge } from './login-badge.js';

export interface StepModel {
  step: Step;
  view: SubAccountView;
  refusals: readonly Message[];
  /** Who can help where the actor cannot; '' for staff, who ask nobody. */
  owner: string;
  /** Whose access this person gave (I17). */
  givenTo: readonly Contact[];
  /** What they get with a login and without. */
  stillGets: readonly NoticeDefinition[];
  names: { departments: ReadonlyMap<number, string> };
}

/** Steps that ask for a reason. */
export const WITH_REASON: readonly Step[] = ['suspend', 'end'];

type Effect = 'added' | 'removed' | 'kept';

const EFFECTS: Record<Step, Partial<Record<Effect, readonly string[]>>> = {
  invite: { kept: ['chooseFirst'] },
  resend: { added: ['newLink'], removed: ['oldLink'] },
  cancel: { removed: ['oldLink'], kept: ['mail'] },
  suspend: { removed: ['signIn'], kept: ['mail', 'settings'] },
  resume: { added: ['signInAgain'] },
  end: { removed: ['signIn'] },
};

export function loginStepLocals(model: StepModel, request: PageRequest, typed: Typed): PageLocals {
  const { step, view, refusals, givenTo } = model;
  const { words, to } = request;
  const { t } = words;
  const { contact, person } = view;
  const name = displayName(contact);
  const path = to(`/contacts/${pathId(contact.contactId)}`);
  const effects = (kind: Effect) =>
    (EFFECTS[step][kind] ?? []).map((one) =>
      t(`sub-accounts:login.effects.${one}`, { name, email: contact.email }),
    );
  return {
    title: t(`sub-accounts:login.${refusals.length > 0 ? 'cannot' : 'titles'}.${step}`, { name }),
    crumbs: [
      { label: t('contacts:list.heading'), href: to('/contacts') },
      { label: name, href: path },
    ],
    name,
    badge: contact.kind === 'owner' ? undefined : loginBadge(person.subject.login, words),
    email: contact.email,
    refusals: refusals.map((one) =>
      sayReason(one, words, request.settings, { ...model.names, owner: model.owner }),
    ),
    help: helpOf(model, request),
    lines: (['added', 'removed'] as const).flatMap((kind) => effects(kind).map((text) => ({ kind, text }))),
    kept: [...effects('kept'), ...(step === 'end' ? [keptMail(model, words)] : [])],
    givenTo:
      step === 'end'
        ? givenTo.map((one) => ({
            name: displayName(one),
            href: to(`/contacts/${pathId(one.contactId)}/access`),
          }))
        : [],
    form: formView(WITH_REASON.includes(step) ? [reasonSpec(t)] : [], { reason: '' }, typed, words),
    button: t(`sub-accounts:login.buttons.${step}`, { name }),
    isLoss: EFFECTS[step].removed !== undefined && step !== 'resend',
    back: path,
  };
}

function keptMail({ view, stillGets }: StepModel, { t, say, language }: Translator): string {
  const name = displayName(view.contact);
  if (stillGets.length === 0) return t('sub-accounts:login.getsNothing', { name });
  const notices = stillGets.map((notice) => say(noticeName(notice)));
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(notices);
  return t('sub-accounts:login.stillGets', { name, notices: list });
}

// Rules that only somebody with more rights can answer to; of the others the refusal says itself what to do.
const NEEDS_OWNER = /^(sub-accounts:(self|holdsMore)|permissions:refused\.(?!turnedOff))/;

function helpOf({ refusals, owner }: StepModel, { words: { t } }: PageRequest): string | undefined {
  return owner !== '' && refusals.some(({ key }) => NEEDS_OWNER.test(key))
    ? t('errors:refused.helper', { owner })
    : undefined;
}
