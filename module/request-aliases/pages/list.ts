// The table of request aliases (CL15): the default first, which is never removed, then each market with its own.
import { pathId } from '../../contacts/contact.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import { codeOf, type AliasTable, type AliasView } from '../table.js';
import { marketLabel, untilChosen } from './labels.js';

export function aliasListLocals(table: AliasTable, request: PageRequest): PageLocals {
  const { words, to, settings } = request;
  const { t, language } = words;
  const { hasMarkets, byDefault, own, others } = table;
  const names = others.flatMap(({ market }) => market?.name ?? []);
  return {
    title: t('request-aliases:title'),
    intro: t('request-aliases:intro'),
    noMarkets: hasMarkets ? undefined : t('request-aliases:noMarkets', { provider: settings.providerName }),
    addLink: others.length > 0 ? to('/request-aliases/new') : undefined,
    rows: [byDefault, ...own].map((view) => rowOf(view, request)),
    others:
      names.length > 0
        ? t('request-aliases:others', {
            markets: new Intl.ListFormat(language, { type: 'conjunction' }).format(names),
            name: byDefault.goesTo.name,
          })
        : undefined,
  };
}

function rowOf(view: AliasView, { words, to }: PageRequest) {
  const { t } = words;
  const { market, goesTo, chosen, standsIn } = view;
  const path = to(`/request-aliases/${codeOf(view)}`);
  const act = (what: 'change' | 'remove') =>
    market
      ? t(`request-aliases:${what}.title`, { market: market.name })
      : t('request-aliases:change.titleDefault');
  return {
    market: marketLabel(view, words),
    closed: market && !market.isOpen ? t('markets:states.closed') : undefined,
    name: goesTo.name,
    href: to(`/contacts/${pathId(goesTo.contactId)}`),
    untilChosen: chosen ? undefined : untilChosen(view, words),
    standIn: standsIn ? t('roles:standInBadge') : undefined,
    since: chosen && {
      iso: chosen.since.toISOString(),
      text: t('request-aliases:since', {
        when: words.moment(chosen.since),
        who: chosen.by || t('common:someStaff'),
      }),
    },
    change: { href: `${path}/edit`, label: act('change') },
    remove: market && { href: `${path}/remove`, label: act('remove') },
    stays: market ? undefined : t('request-aliases:default.cannot'),
  };
}
