// Choosing who gets the requests of a market (CL15): search, choose, see what changes, then do exactly that.
import { pickerLocals, type PickerReview } from '../../contacts/pages/picker.js';
import type { Picking } from '../../contacts/picker.js';
import type { FieldSpec, FieldView } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { Message } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import type { AliasQuery } from '../forms.js';
import type { AliasPreview } from '../service.js';
import { codeOf, type AliasTable, type AliasView } from '../table.js';
import { untilChosen } from './labels.js';

export interface AliasFormModel extends Picking<AliasQuery, AliasPreview> {
  table: AliasTable;
  /** The market, or the default, that is changed; undefined when one is added. */
  view: AliasView | undefined;
}

const LIST = '/request-aliases';

export function aliasFormLocals(model: AliasFormModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { view, table } = model;
  const isFull = !view && table.others.length === 0;
  const page = {
    path: `${LIST}/${view ? `${codeOf(view)}/edit` : 'new'}`,
    back: LIST,
    others: view ? [] : [marketSpec(model, words)],
    question: t('request-aliases:fields.contact'),
    hint: t('request-aliases:hints.contact'),
    review: (preview: AliasPreview) => reviewOf(preview, words),
    link: (error: Message) => changeLink(error, request),
  };
  return {
    title: titleOf(view, words),
    crumbs: [{ label: t('request-aliases:title'), href: to(LIST) }],
    now: view && nowText(view, words),
    full: isFull ? t('request-aliases:errors.noneLeft') : undefined,
    back: to(LIST),
    ...pickerLocals(model, page, request, typed),
  };
}

function titleOf(view: AliasView | undefined, { t }: Translator): string {
  if (!view) return t('request-aliases:new');
  const { market } = view;
  return market
    ? t('request-aliases:change.title', { market: market.name })
    : t('request-aliases:change.titleDefault');
}

function nowText(view: AliasView, words: Translator): string {
  const { goesTo, chosen, market } = view;
  if (chosen) return words.t('request-aliases:now', { name: goesTo.name });
  return market ? words.t('request-aliases:nowDefault', { name: goesTo.name }) : untilChosen(view, words);
}

// A market that is taken still stands in the address: then it has to be among the options to be named at all.
function marketSpec({ table, query }: AliasFormModel, { t }: Translator): FieldSpec {
  const free = table.others.flatMap(({ market }) => market ?? []);
  const asking = table.own.flatMap(({ market }) => market ?? []).find(({ code }) => code === query.market);
  return {
    path: 'market',
    type: 'select',
    label: t('request-aliases:fields.market'),
    options: [
      { value: '', label: t('request-aliases:errors.market') },
      ...[...(asking ? [asking] : []), ...free].map(({ code, name }) => ({ value: code, label: name })),
    ],
    autocomplete: 'off',
  };
}

function changeLink({ key, params }: Message, { words, to }: PageRequest): FieldView['errorLink'] {
  if (key !== 'request-aliases:errors.taken') return undefined;
  return {
    href: to(`${LIST}/${String(params?.['code'])}/edit`),
    text: words.t('request-aliases:change.title', { market: params?.['market'] }),
  };
}

function reviewOf({ market, from, to, wish }: AliasPreview, { t }: Translator): PickerReview {
  const said = (what: 'added' | 'taken' | 'button', name: string): string =>
    t(`request-aliases:choice.${market ? 'market' : 'default'}.${what}`, {
      market: market?.name ?? '',
      name,
    });
  return {
    answers: { ...(wish.isNew && { market: wish.code }), contactId: String(wish.contactId) },
    lines: [
      { kind: 'added', text: said('added', to.name) },
      ...(from.chosen ? [{ kind: 'removed', text: said('taken', from.goesTo.name) } as const] : []),
    ],
    button: said('button', to.name),
    again: t('request-aliases:again'),
  };
}
