// The access form (CL9) as its template prints it.
import { displayName, pathId } from '../../contacts/contact.js';
import { formView, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { sayReason } from '../../http/reasons.js';
import { CATALOGUE, SECTIONS, type CatalogueEntry, type Section } from '../../permissions/catalogue.js';
import { notGiveable } from '../../permissions/refusal.js';
import type { FieldErrors, Message } from '../../support/errors.js';
import type { AccessModel } from '../access-model.js';
import { accessOf, fixedDepartments, notesOn } from '../access-reading.js';
import { limitNotes, permissionNotes } from './access-notes.js';
import { scopeSpecs, scopeView } from './access-scope.js';

export function accessFormLocals(model: AccessModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, settings, to } = request;
  const { t } = words;
  const { contact, draft, closed, owner } = model;
  const name = displayName(contact);
  const path = to(`/contacts/${pathId(contact.contactId)}`);
  const form = formView(specsOf(model, request), storedAnswers(model), ownFields(typed), words);
  return {
    title: t('access:title', { name }),
    crumbs: [
      { label: t('contacts:list.heading'), href: to('/contacts') },
      { label: name, href: path },
    ],
    closed: closed && sayReason(closed, words, settings, owner === undefined ? {} : { owner }),
    state: t(`access:states.${model.state}`),
    form,
    sections: SECTIONS.map((section) => sectionView(section, model, request)),
    permissionNotes: permissionNotes(model.logins, request),
    limitNotes: limitNotes(model.logins, request),
    scopes: [
      scopeView('services', draft.services, model.lists.services, model, request),
      scopeView('domains', draft.domains, model.lists.domains, model, request),
    ].filter(({ shown }) => shown),
    notes: notesOn(accessOf(draft, model.frame).access, name).map((note) => words.say(note)),
    preset: draft.preset,
    action: `${path}/access/review`,
    back: path,
  };
}

// An error of a part stands at the question it begins with.
const PARTS: Record<string, string> = {
  departments: 'departments.mode',
  services: 'services.mode',
  domains: 'domains.mode',
};

const ownFields = ({ errors, notice }: Typed): Typed => {
  const moved: FieldErrors = Object.fromEntries(
    Object.entries(errors).map(([path, error]) => [PARTS[path] ?? path, error]),
  );
  return { answers: undefined, errors: moved, notice };
};

function specsOf(model: AccessModel, request: PageRequest): FieldSpec[] {
  const { t, has } = request.words;
  const start: FieldSpec = {
    path: 'start',
    type: 'radios',
    label: t('access:start'),
    options: model.presets.map(({ key, name, preset }) => ({
      value: key,
      label: name === '' && has(`permissions:presets.${key}`) ? t(`permissions:presets.${key}`) : name,
      ...(preset.sameAsOwner ? { hint: t('permissions:sameAsOwner') } : {}),
    })),
  };
  return [
    start,
    ...(model.departments.length > 0 ? departmentSpecs(model, request) : []),
    ...scopeSpecs('services', model, request),
    ...scopeSpecs('domains', model, request),
    { path: 'expiresAt', type: 'date', label: t('access:ends'), hint: t('access:endsHint'), width: '20', autocomplete: 'off' },
  ]; // prettier-ignore
}

function departmentSpecs(
  { contact, departments, frame }: AccessModel,
  { words: { t } }: PageRequest,
): FieldSpec[] {
  const fixed = fixedDepartments(frame);
  const all = departments.filter(({ id }) => !fixed.includes(id));
  return [
    {
      path: 'departments.mode',
      type: 'radios',
      label: t('access:departments.label', { name: displayName(contact) }),
      hint: t('access:departments.hint'),
      options: ['all', 'except'].map((value) => ({ value, label: t(`access:departments.${value}`) })),
    },
    {
      path: 'departments.ids',
      type: 'checkboxes',
      label: t('access:departments.not'),
      fixed: departments
        .filter(({ id }) => fixed.includes(id))
        .map(({ name }) => t('access:departments.fixed', { department: name })),
      options: all.map(({ id, name }) => ({ value: String(id), label: name })),
    },
  ];
}

function storedAnswers({ draft, start }: AccessModel): Record<string, string> {
  const { departments, services, domains, expiresAt } = draft;
  return {
    start,
    'departments.mode': departments.mode,
    'departments.ids': departments.ids.join(','),
    'services.mode': services.mode,
    'services.all': services.all.join(','),
    'domains.mode': domains.mode,
    'domains.all': domains.all.join(','),
    expiresAt,
  };
}

function sectionView(section: Section, model: AccessModel, request: PageRequest) {
  const { t } = request.words;
  const entries = CATALOGUE.filter((entry) => entry.section === section);
  const on = entries.filter(({ key }) => model.draft.permissions.includes(key)).length;
  const label = t(`permissions:sections.${section}`);
  const count = (number: string | number): string =>
    t('access:section', { section: label, on: number, all: entries.length });
  return {
    key: section,
    label,
    legend: count(on),
    // The number is put in by the script.
    pattern: count('%'),
    rows: entries.map((entry) => permissionView(entry, model, request)),
  };
}

function permissionView(
  { key, risk, mail }: CatalogueEntry,
  { draft, frame, ceilings }: AccessModel,
  { words, settings }: PageRequest,
) {
  const { t, has } = words;
  const reason = frame.before.permissions.includes(key) ? undefined : notGiveable(frame.mine, ceilings, key);
  return {
    key,
    id: `f-${key.replace('.', '-')}`,
    label: t(`permissions:labels.${key}`),
    hint: has(`permissions:hints.${key}`) ? t(`permissions:hints.${key}`) : undefined,
    risk: risk && t(`permissions:risks.${risk}`),
    mail: mail === true,
    ticked: draft.permissions.includes(key),
    reason: reason && t(lockKey(reason), { provider: settings.providerName }),
  };
}

/** The short words of a refusal, for beside the thing itself. */
const lockKey = ({ key }: Message): string =>
  key === 'permissions:refused.turnedOff' ? 'access:locked.turnedOff' : 'access:locked.notYours';
