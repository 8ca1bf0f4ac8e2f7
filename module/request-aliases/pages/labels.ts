// Request aliases in words: what a market is called where the default is one of them, and the lines of the log.
import type { Translator } from '../../support/i18n.js';
import type { AliasView } from '../table.js';

/** "Amsterdam", or "Default: every market without its own". */
export const marketLabel = ({ market }: Pick<AliasView, 'market'>, { t }: Translator): string =>
  market?.name ?? t('request-aliases:default.name');

/** "Ann Lee, the first Admin contact, gets them", until somebody is chosen. */
export function untilChosen({ goesTo, standsIn }: AliasView, { t }: Translator): string {
  const { name } = goesTo;
  return t(standsIn ? 'request-aliases:default.owner' : 'request-aliases:default.firstAdmin', { name });
}

export const aliasFieldLabel = (field: string, { t }: Translator): string =>
  t(`request-aliases:fields.${field}`);

export const readableAlias = (_field: string, value: string, { t }: Translator): string =>
  value || t('common:none');

/** The market in a line of the log; '' is the default. */
export const loggedMarket = (name: string, { t }: Translator): string =>
  name || t('request-aliases:default.inSentence');
