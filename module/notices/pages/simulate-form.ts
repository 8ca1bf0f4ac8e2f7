// What the simulator is asked (CL13): the notice, and only what else decides who gets it.
import { formView, type FieldSpec, type FormView, type Option } from '../../http/fields.js';
import type { Typed } from '../../http/page.js';
import { placeName } from '../../panels/named-hosting.js';
import type { Service } from '../../panels/panel.js';
import type { FieldErrors } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import type { Routing } from '../facts-reader.js';
import { appliesTo, noticeName, type NoticeDefinition } from '../notice.js';
import type { AskedNotice } from '../recipients-service.js';

/** More than this, and a list to choose from helps nobody: its name is typed. */
export const SERVICE_CHOICES = 50;

interface Asking {
  routing: Routing;
  asked: AskedNotice;
  errors: FieldErrors;
  /** Of a client with more than one billing account. */
  services: readonly Service[];
}

/** `fields` are those to show, in their order; the rest of `typed` comes from the form that sends a test. */
export function simulateForm(
  { routing, asked, errors, services }: Asking,
  typed: Typed,
  words: Translator,
): FormView & { shown: FormView['fields'][string][] } {
  const { client, rules } = routing;
  const notice = rules.notices.find(({ key }) => key === asked.notice);
  const hasPayers = client.billingAccounts.length > 1 && knows(notice, 'billingContact');
  const isShown: Record<string, boolean> = {
    notice: true,
    billingAccount: hasPayers,
    service: hasPayers && services.length > 0,
    market: rules.markets.length > 0 && knows(notice, 'requestAlias'),
  };
  const all = { ...errors, ...typed.errors };
  const specs = [
    noticeSpec(routing, words),
    accountSpec(routing, words),
    serviceSpec(services, words),
    marketSpec(routing, words),
  ].filter(({ path }) => isShown[path] || all[path]);
  const chosen = client.billingAccounts.find(({ id }) => String(id) === asked.billingAccount);
  const answers = { ...asked, ...(chosen?.isDefault && { billingAccount: '' }) };
  const form = formView(specs, answers, { ...typed, answers, errors: all }, words);
  return { ...form, shown: Object.values(form.fields) };
}

const knows = (notice: NoticeDefinition | undefined, special: 'billingContact' | 'requestAlias'): boolean =>
  notice?.also.includes(special) === true;

const noticeSpec = ({ client, rules }: Routing, words: Translator): FieldSpec => ({
  path: 'notice',
  type: 'select',
  width: 'full',
  label: words.t('simulate:notice'),
  options: [
    { value: '', label: words.t('simulate:choose') },
    ...rules.notices
      .filter((notice) => appliesTo(notice, client))
      .map((notice) => ({ value: notice.key, label: words.say(noticeName(notice)) })),
  ],
});

const accountSpec = ({ client }: Routing, words: Translator): FieldSpec => ({
  path: 'billingAccount',
  type: 'select',
  width: 'full',
  label: words.t('simulate:billingAccount'),
  options: client.billingAccounts.map(({ id, name, isDefault }) => ({
    // Nothing said means the default one, so that a service may name another.
    value: isDefault ? '' : String(id),
    label: name || words.t('simulate:defaultAccount'),
  })),
});

function serviceSpec(services: readonly Service[], words: Translator): FieldSpec {
  const about = {
    path: 'service',
    label: words.t('simulate:service'),
    hint: words.t('simulate:serviceHint'),
    width: 'full',
  } as const;
  if (services.length > SERVICE_CHOICES)
    return { ...about, type: 'text', spellcheck: false, autocomplete: 'off' };
  const options: Option[] = services.map((one) => ({ value: String(one.id), label: placeName(one) }));
  return {
    ...about,
    type: 'select',
    options: [{ value: '', label: words.t('simulate:anyService') }, ...options],
  };
}

const marketSpec = ({ rules }: Routing, words: Translator): FieldSpec => ({
  path: 'market',
  type: 'select',
  width: 'full',
  label: words.t('simulate:market'),
  options: [
    { value: '', label: words.t('simulate:anyMarket') },
    ...rules.markets.map(({ code, name }) => ({ value: code, label: name })),
  ],
});
