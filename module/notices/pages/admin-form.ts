// Adding and changing a notice of the table (AD9).
import { formView, type FieldSpec, type FieldView, type Option } from '../../http/fields.js';
import type { Answers, PageLocals, PageRequest, Typed } from '../../http/page.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../../roles/role.js';
import type { Translator } from '../../support/i18n.js';
import { EMAIL_CATEGORIES, noticeName, SPECIAL_RECIPIENTS } from '../notice.js';
import { noticeAnswers, templateCode, type NoticeContent, type TypedNotice } from '../notice-form.js';
import type { StoredNotice } from '../notice-store.js';
import { offeredTemplates, TEMPLATE_GROUPS, type OfferedTemplate } from '../offered-templates.js';
import type { NoticeTable } from '../table-service.js';
import { requiredText, specialText } from './admin-labels.js';

export interface NoticeModel {
  /** Undefined for a new one. */
  notice: StoredNotice | undefined;
  table: NoticeTable;
}

const EMPTY: NoticeContent = {
  name: undefined,
  types: [],
  category: null,
  also: [],
  requiredFor: null,
  templates: [],
};

/** What the form may tick for this notice. Where the panel tells of none, what is stored stays. */
export const offeredFor = ({ notice, table }: NoticeModel): OfferedTemplate[] =>
  offeredTemplates(notice, table.notices, table.templates ?? []);

/** '' for a new one. */
export const nameOf = ({ notice }: NoticeModel, words: Translator): string =>
  notice ? words.say(noticeName(notice)) : '';

/** What was typed, as the form sends it. */
export function typedAnswers({ content, key }: TypedNotice, model: NoticeModel, words: Translator): Answers {
  const name = content.name ?? nameOf(model, words);
  return noticeAnswers(content, { name, key, templates: offeredFor(model) });
}

export function noticeFormLocals(model: NoticeModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { notice } = model;
  const name = nameOf(model, words);
  const templates = offeredFor(model);
  const stored = noticeAnswers(notice ?? EMPTY, { name, key: '', templates });
  const form = formView(specsOf(model, templates, words), stored, typed, words);
  const shown = (paths: readonly string[]): FieldView[] => paths.flatMap((path) => form.fields[path] ?? []);
  return {
    title: notice ? t('notices:admin.edit', { name }) : t('notices:admin.new'),
    crumbs: [{ label: t('common:menu.whoGetsWhat'), href: to('/notices') }],
    form,
    who: shown(['name', 'key', 'types', 'category', 'also', 'requiredFor']),
    templates: shown(TEMPLATE_GROUPS.map((group) => `templates.${group}`)),
    asksTemplates: model.table.templates !== undefined,
    noTemplates: templates.length > 0 ? undefined : t('notices:admin.noTemplates'),
    action: to(notice ? `/notices/${notice.key}/edit` : '/notices/new'),
    back: to('/notices'),
  };
}

function specsOf(
  { notice }: NoticeModel,
  templates: readonly OfferedTemplate[],
  words: Translator,
): FieldSpec[] {
  const { t } = words;
  const choice = (
    path: string,
    type: 'radios' | 'checkboxes',
    options: Option[],
    hint?: string,
  ): FieldSpec => ({
    path,
    type,
    label: t(`notices:admin.fields.${path}`),
    options,
    ...(hint === undefined ? {} : { hint }),
  });
  const text = (path: 'name' | 'key', more: Partial<FieldSpec>): FieldSpec => ({
    path,
    type: 'text',
    width: '20',
    label: t(`notices:admin.fields.${path}`),
    autocomplete: 'off',
    ...more,
  });
  const categories = EMAIL_CATEGORIES.map((value) => ({ value, label: t(`notices:categories.${value}`) }));
  return [
    text('name', {}),
    ...(notice ? [] : [text('key', { hint: t('notices:admin.hints.key'), spellcheck: false })]),
    choice('types', 'checkboxes', CONTACT_TYPES.map((value) => ({ value, label: t(`roles:types.${value}`) }))), // prettier-ignore
    choice('category', 'radios', [{ value: '', label: t('common:none') }, ...categories], t('notices:admin.hints.category')), // prettier-ignore
    choice('also', 'checkboxes', SPECIAL_RECIPIENTS.map((value) => ({ value, label: specialText(value, words) }))), // prettier-ignore
    choice('requiredFor', 'radios', ['', ...PRIMARY_ROLES].map((value) => ({ value, label: requiredText(value, words) })), t('notices:admin.hints.requiredFor')), // prettier-ignore
    ...templateSpecs(templates, words),
  ];
}

function templateSpecs(templates: readonly OfferedTemplate[], { t }: Translator): FieldSpec[] {
  return TEMPLATE_GROUPS.map((wanted): FieldSpec => ({
    path: `templates.${wanted}`,
    type: 'checkboxes',
    label: wanted === 'other' ? t('notices:admin.otherTemplates') : t(`notices:categories.${wanted}`),
    options: templates
      .filter(({ group }) => group === wanted)
      .map(({ name, state }) => ({
        value: templateCode(name),
        label: name,
        ...(state === 'sent' ? {} : { hint: t(`notices:admin.templateStates.${state}`) }),
      })),
  })).filter(({ options }) => options && options.length > 0);
}
