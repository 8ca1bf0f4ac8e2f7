// Choosing who gets the requests of a market (CL15): search, choose, see what changes, then do exactly that.
import { displayName } from '../../contacts/contact.js';
import type { ContactList } from '../../contacts/list-store.js';
import { formView, type FieldSpec, type FieldView } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import { recipientLines } from '../../notices/pages/changes.js';
import type { FieldErrors, Message } from '../../support/errors.js';
import type { PickerQuery } from '../forms.js';
import type { AliasPreview } from '../service.js';
import { codeOf, type AliasTable, type AliasView } from '../table.js';
import { untilChosen } from './labels.js';

export interface AliasFormModel {
  table: AliasTable;
  /** The market, or the default, that is changed; undefined when one is added. */
  view: AliasView | undefined;
  asked: PickerQuery;
  /** To choose from. */
  people: ContactList;
  preview: AliasPreview | undefined;
  /** Why what was asked for cannot be shown. */
  errors: FieldErrors;
}

export function aliasFormLocals(model: AliasFormModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { view, table, asked, people, preview } = model;
  const specs = [...(view ? [] : [marketSpec(model, request)]), contactSpec(model, request)];
  const stored = { market: asked.market, contactId: asked.contactId };
  const errors = { ...model.errors, ...typed.errors };
  const form = formView(specs, stored, { ...typed, errors }, words, (error) => changeLink(error, request));
  const action = to(`/request-aliases/${view ? `${codeOf(view)}/edit` : 'new'}`);
  const isFull = !view && table.others.length === 0;
  return {
    title: titleOf(view, request),
    crumbs: [{ label: words.t('request-aliases:title'), href: to('/request-aliases') }],
    form,
    failed: Object.keys(errors).length > 0,
    now: view && nowText(view, request),
    choosing: !preview && !isFull,
    full: isFull ? words.t('request-aliases:errors.noneLeft') : undefined,
    market: form.fields['market'],
    contact: form.fields['contactId'],
    action,
    q: asked.q,
    noMatch: people.total > 0 ? undefined : words.t('contacts:list.noMatch', { q: asked.q }),
    pagination: paginationView(people.total, PAGE_SIZE, asked.page, pageLink(action, asked), words),
    addLink: to('/contacts/new'),
    preview: preview && previewView(preview, action, request),
    reason: request.actor.kind === 'staff' ? reasonField(typed, request) : undefined,
    back: to('/request-aliases'),
  };
}

function titleOf(view: AliasView | undefined, { words: { t } }: PageRequest): string {
  if (!view) return t('request-aliases:new');
  const { market } = view;
  return market
    ? t('request-aliases:change.title', { market: market.name })
    : t('request-aliases:change.titleDefault');
}

function nowText(view: AliasView, { words }: PageRequest): string {
  const { goesTo, chosen, market } = view;
  if (chosen) return words.t('request-aliases:now', { name: goesTo.name });
  return market ? words.t('request-aliases:nowDefault', { name: goesTo.name }) : untilChosen(view, words);
}

// A market that is taken still stands in the address: then it has to be among the options to be named at all.
function marketSpec({ table, asked }: AliasFormModel, { words }: PageRequest): FieldSpec {
  const free = table.others.flatMap(({ market }) => market ?? []);
  const asking = table.own.flatMap(({ market }) => market ?? []).find(({ code }) => code === asked.market);
  return {
    path: 'market',
    type: 'select',
    label: words.t('request-aliases:fields.market'),
    options: [
      { value: '', label: words.t('request-aliases:errors.market') },
      ...[...(asking ? [asking] : []), ...free].map(({ code, name }) => ({ value: code, label: name })),
    ],
    autocomplete: 'off',
  };
}

const contactSpec = ({ people }: AliasFormModel, { words }: PageRequest): FieldSpec => ({
  path: 'contactId',
  type: 'radios',
  label: words.t('request-aliases:fields.contact'),
  hint: words.t('request-aliases:hints.contact'),
  options: people.items.map((item) => ({
    value: String(item.contactId),
    label: displayName(item),
    hint: item.email,
  })),
});

function changeLink({ key, params }: Message, { words, to }: PageRequest): FieldView['errorLink'] {
  if (key !== 'request-aliases:errors.taken') return undefined;
  return {
    href: to(`/request-aliases/${String(params?.['code'])}/edit`),
    text: words.t('request-aliases:change.title', { market: params?.['market'] }),
  };
}

const pageLink =
  (action: string, { market, q }: PickerQuery) =>
  (at: number): string => {
    const params = new URLSearchParams({
      ...(market ? { market } : {}),
      ...(q ? { q } : {}),
      page: String(at),
    });
    return `${action}?${params.toString()}`;
  };

function previewView(preview: AliasPreview, action: string, { words }: PageRequest) {
  const { t } = words;
  const { market, from, to, wish, seen } = preview;
  const contactId = String(wish.contactId);
  const about = { market: market?.name ?? '' };
  const kind = market ? 'market' : 'default';
  const address = { ...(wish.isNew ? { market: wish.code } : {}), contactId, show: 'changes' };
  return {
    lines: [
      {
        kind: 'added',
        word: t('common:added'),
        text: t(`request-aliases:choice.${kind}.added`, { ...about, name: to.name }),
      },
      ...(from.chosen
        ? [
            {
              kind: 'removed',
              word: t('common:removed'),
              text: t(`request-aliases:choice.${kind}.taken`, { ...about, name: from.goesTo.name }),
            },
          ]
        : []),
    ],
    recipients: recipientLines(preview, words),
    action: `${action}?${new URLSearchParams(address).toString()}`,
    market: wish.isNew ? wish.code : undefined,
    contactId,
    seen,
    button: t(`request-aliases:choice.${kind}.button`, { ...about, name: to.name }),
    again: `${action}?${new URLSearchParams(wish.isNew ? { market: wish.code } : {}).toString()}`,
  };
}

export function reasonField(typed: Typed, { words }: PageRequest): FieldView | undefined {
  const spec = {
    path: 'reason',
    type: 'text',
    label: words.t('common:reason'),
    hint: words.t('common:reasonHint'),
    width: 'full',
    autocomplete: 'off',
  } as const;
  return formView([spec], { reason: '' }, typed, words).fields['reason'];
}
