// Adding and changing a market (AD10). Closing says where requests go then, before it is saved.
import { formView, type FieldSpec } from '../../http/fields.js';
import type { Answers, PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { Translator } from '../../support/i18n.js';
import { marketAnswers } from '../form.js';
import type { MarketUse } from '../service.js';

export function newMarketLocals(_model: undefined, request: PageRequest, typed: Typed): PageLocals {
  const { t } = request.words;
  const specs = [nameSpec(request.words), codeSpec(request.words), stateSpec(undefined, request.words)];
  const stored = { name: '', code: '', state: 'open' };
  return formLocals({ title: t('markets:new'), code: undefined }, { specs, stored }, request, typed);
}

export function marketLocals(market: MarketUse, request: PageRequest, typed: Typed): PageLocals {
  const { words } = request;
  const { name, code } = market;
  const specs = [nameSpec(words), stateSpec(market, words)];
  const head = { title: words.t('markets:edit.title', { name }), code };
  return formLocals(head, { specs, stored: marketAnswers(market) }, request, typed);
}

function formLocals(
  head: { title: string; code: string | undefined },
  { specs, stored }: { specs: readonly FieldSpec[]; stored: Answers },
  { words, to }: PageRequest,
  typed: Typed,
): PageLocals {
  const form = formView(specs, stored, typed, words);
  return {
    ...head,
    crumbs: [{ label: words.t('common:menu.markets'), href: to('/markets') }],
    form,
    fields: specs.map(({ path }) => form.fields[path]),
    back: to('/markets'),
  };
}

const nameSpec = ({ t }: Translator): FieldSpec => ({
  path: 'name',
  type: 'text',
  label: t('markets:fields.name'),
  width: '20',
  autocomplete: 'off',
});

const codeSpec = ({ t }: Translator): FieldSpec => ({
  path: 'code',
  type: 'text',
  label: t('markets:fields.code'),
  hint: t('markets:hints.code'),
  width: '12',
  autocomplete: 'off',
  spellcheck: false,
});

/** `market` undefined: a new one, where nobody has an alias yet. */
const stateSpec = (market: MarketUse | undefined, words: Translator): FieldSpec => ({
  path: 'state',
  type: 'radios',
  label: words.t('markets:fields.state'),
  options: [
    { value: 'open', label: words.t('markets:states.open'), hint: words.t('markets:hints.open') },
    { value: 'closed', label: words.t('markets:states.closed'), hint: closedHint(market, words) },
  ],
});

function closedHint(market: MarketUse | undefined, { t }: Translator): string {
  if (!market) return t('markets:hints.closed');
  const { aliases, isLastOpen } = market;
  const where = aliases === 0 ? t('markets:close.nobody') : t('markets:close.aliases', { count: aliases });
  return isLastOpen ? t('markets:close.lastOpen', { where }) : where;
}
