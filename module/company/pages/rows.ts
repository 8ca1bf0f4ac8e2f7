// The company's fields as rows (CL2): value, lock with its reason and address, and how far a request has come. The same
// on the client's page and in the sample that the provider sees.
import type { Settings } from '../../settings/store.js';
import type { Translator } from '../../support/i18n.js';
import { COMPANY_PARTS, type CompanyPart, type CompanyValues } from '../company.js';
import { isCompanyField, lockReason, type CompanyField, type FieldRules } from '../field-rule.js';
import type { ChangeRequest } from '../request.js';
import { companyLabel, readableValue, readableValues } from './labels.js';

export interface RowsModel {
  values: CompanyValues;
  /** Those that are shown, and those of them that are locked. */
  fields: readonly CompanyField[];
  locked: readonly CompanyField[];
  /** Without a rule that says why: the page says it once. */
  lockedByPanel: readonly CompanyField[];
  rules: FieldRules;
}

export interface LockTexts {
  reason: string;
  /** "This field cannot be changed. To update it, ask administration@provider.example". */
  way: string;
}

export interface CompanyRow {
  label: string;
  value: string;
  isolate: boolean;
  lock: LockTexts | undefined;
  /** The newest request: how far it has come, and what was answered. */
  request: { text: string; answer: string } | undefined;
  ask: { href: string; text: string; label: string } | undefined;
}

type Words = { words: Translator; settings: Pick<Settings, 'helpEmail'> };

export function companyRows(
  model: RowsModel,
  { words, settings }: Words,
  requests: ReadonlyMap<CompanyField, ChangeRequest>,
  askLink: (field: CompanyField) => string | undefined,
): CompanyRow[] {
  return shownParts(model).map((part) => {
    const field = isCompanyField(part) ? part : undefined;
    const newest = field && requests.get(field);
    const isRuled = field && model.locked.includes(field) && !model.lockedByPanel.includes(field);
    const href = isRuled ? askLink(field) : undefined;
    const text = words.t(ASK_WORDS[newest?.state ?? 'approved']);
    const label = companyLabel(part, words);
    return {
      label,
      value: model.values[part] && readableValue(part, model.values[part], words),
      isolate: part === 'email' || part === 'vatNumber',
      lock: isRuled ? lockTexts(field, model.rules, { words, settings }) : undefined,
      request: newest && requestTexts(newest, words),
      ask: href === undefined ? undefined : { href, text, label: `${text}: ${label}` },
    };
  });
}

/** The state stands with a country that is shown, exactly when that is US (C6). */
export const shownParts = ({ fields, values }: Pick<RowsModel, 'fields' | 'values'>): CompanyPart[] =>
  COMPANY_PARTS.filter((part) =>
    part === 'stateCode' ? fields.includes('country') && values.country === 'US' : fields.includes(part),
  );

export function lockTexts(field: CompanyField, rules: FieldRules, { words, settings }: Words): LockTexts {
  const address = rules[field].address || settings.helpEmail;
  return {
    reason: words.t('company:locked.because', {
      reason: words.say(lockReason(rules[field], field, words.language)),
    }),
    way: address ? words.t('company:locked.ask', { address }) : words.t('company:locked.askUs'),
  };
}

const ASK_WORDS = {
  open: 'company:ask.again',
  question: 'company:ask.answer',
  approved: 'company:ask.link',
  declined: 'company:ask.link',
} as const;

function requestTexts({ state, wanted, askedAt, answeredAt, answer }: ChangeRequest, words: Translator) {
  const when = words.moment(state === 'open' ? askedAt : (answeredAt ?? askedAt));
  const text = words.t(`company:status.${state}`, { when, value: readableValues(wanted, words) });
  return { text, answer: state === 'open' ? '' : answer };
}
