// What the fields of a market are called and how their values read, on the page and in the log.
import type { Translator } from '../../support/i18n.js';

export const marketFieldLabel = (field: string, { t }: Translator): string => t(`markets:fields.${field}`);

export function readableMarketValue(field: string, value: string, { t }: Translator): string {
  if (value === '') return t('common:none');
  return field === 'state' ? t(`markets:states.${value}`) : value;
}
