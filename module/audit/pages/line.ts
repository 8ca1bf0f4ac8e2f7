// A line of the log as people read it: who did what, when and why, with before and after per field. One presenter for a
// contact's history, a client's activity and the provider's audit. A new action needs its words in audit.json
// and, when it names fields of its own, a line in FIELDS.
import { keyFieldLabel, readableKeyValue } from '../../api-keys/pages/labels.js';
import {
  accountFieldLabel,
  loggedAccount,
  readableAccountValue,
} from '../../billing-accounts/pages/labels.js';
import { loggedLevel, loggedLineLabel, readableLine } from '../../ceilings/pages/labels.js';
import type { CompanyPart } from '../../company/company.js';
import {
  choiceLabel,
  companyLabel,
  readableChoice,
  readableValue as companyValue,
} from '../../company/pages/labels.js';
import { fieldLabel, readableValue } from '../../contacts/pages/labels.js';
import type { PageRequest } from '../../http/page.js';
import { marketFieldLabel, readableMarketValue } from '../../markets/pages/labels.js';
import { loggedNotice, noticeFieldLabel, readableNotice } from '../../notices/pages/admin-labels.js';
import { actsForProvider } from '../../permissions/actor.js';
import { loggedPreset, presetFieldLabel, readablePreset } from '../../presets/pages/labels.js';
import { aliasFieldLabel, loggedMarket, readableAlias } from '../../request-aliases/pages/labels.js';
import type { Translator } from '../../support/i18n.js';
import { isOfProvider, type AuditAction, type AuditLine } from '../store.js';

type Reader = Pick<PageRequest, 'actor' | 'words'>;

export interface LineView {
  text: string;
  who: string;
  at: string;
  iso: string;
  reason: string;
  changes: { label: string; before: string; after: string }[];
}

interface FieldWords {
  label: (field: string, words: Translator) => string;
  value: (field: string, value: string, words: Translator) => string;
  /** Where the log keeps a name that is put into words when it is read. */
  name?: (name: string, words: Translator) => string;
}

const CONTACT: FieldWords = { label: fieldLabel, value: readableValue };
const COMPANY: FieldWords = {
  label: (field, words) => companyLabel(field as CompanyPart, words),
  value: (field, value, words) => companyValue(field as CompanyPart, value, words),
};
const RULES: FieldWords = { label: choiceLabel, value: readableChoice };
const KEY: FieldWords = { label: keyFieldLabel, value: readableKeyValue };
const CEILINGS: FieldWords = { label: loggedLineLabel, value: readableLine, name: loggedLevel };
const ALIAS: FieldWords = { label: aliasFieldLabel, value: readableAlias, name: loggedMarket };
const MARKET: FieldWords = { label: marketFieldLabel, value: readableMarketValue };
const ACCOUNT: FieldWords = {
  label: accountFieldLabel,
  value: readableAccountValue,
  name: loggedAccount,
};
const NOTICE: FieldWords = { label: noticeFieldLabel, value: readableNotice, name: loggedNotice };
const PRESET: FieldWords = { label: presetFieldLabel, value: readablePreset, name: loggedPreset };

/** How the fields of an action read, by the noun it begins with: "contact" of "contact.changed". */
const FIELDS: Record<string, FieldWords> = {
  contact: CONTACT,
  role: CONTACT,
  request: COMPANY,
  rules: RULES,
  key: KEY,
  ceilings: CEILINGS,
  preset: PRESET,
  notice: NOTICE,
  testMail: NOTICE,
  billingAccount: ACCOUNT,
  alias: ALIAS,
  market: MARKET,
};

/** "role-promoted": the action in the keys of audit.json. */
export const actionKey = (action: AuditAction): string => action.replace('.', '-');

export function lineView(line: AuditLine, { actor, words }: Reader): LineView {
  const { label, value, name } = FIELDS[line.action.split('.')[0] as string] ?? CONTACT;
  const changes = Object.entries(line.changes).map(([field, { before, after }]) => ({
    label: label(field, words),
    before: value(field, before, words),
    after: value(field, after, words),
  }));
  const who = authorOf(line, { actor, words });
  // A sentence may say which field it was about and what stood there: "… to Primary Technical (before: Cy Diaz)".
  const [first] = changes;
  const named = name ? name(line.name, words) : line.name;
  const params = { who, name: named, field: first?.label, before: first?.before, after: first?.after };
  return {
    text: words.t(`audit:sentences.${actionKey(line.action)}`, params),
    who,
    at: words.moment(line.at),
    iso: line.at.toISOString(),
    reason: line.reason,
    changes,
  };
}

// Staff, their keys and their commands are one to a client; by name they are known only among themselves.
function authorOf({ actorKind, actorName: name }: AuditLine, { actor, words: { t } }: Reader): string {
  if (isOfProvider(actorKind) && !actsForProvider(actor)) return t('common:someStaff');
  if (actorKind === 'server') return t('audit:who.server');
  if (actorKind === 'provider-key') return t('audit:who.providerKey', { name });
  if (actorKind === 'key') return t('audit:who.key', { name });
  return name;
}
