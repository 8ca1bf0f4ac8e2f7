// The form in which a provider decides about the company's fields and three policies (AD7). Pure.
import { z } from 'zod';
import { isEmail, toMailForm } from '../contacts/email.js';
import { line } from '../http/form-text.js';
import type { Answers } from '../http/page.js';
import { manifest } from '../manifest.js';
import type { Settings } from '../settings/store.js';
import { digest } from '../support/digest.js';
import { allowedRules, COMPANY_FIELDS, RULES, type CompanyField, type FieldRules } from './field-rule.js';

/** Settings of manifest.json that are chosen on this page. */
export const POLICIES = ['names', 'titles', 'types'] as const;
export type Policy = (typeof POLICIES)[number];

export interface ProviderFields {
  rules: FieldRules;
  policies: Pick<Settings, Policy>;
}

/** What a policy may be, in the order of the manifest. */
export function policyOptions(policy: Policy): readonly string[] {
  const setting = manifest.settings.find(({ key }) => key === policy);
  return setting?.type === 'choice' ? setting.options : [];
}

/** Every choice by its path in the form: "name.rule", "name.reasons.en", "names". */
export function fieldsAnswers({ rules, policies }: ProviderFields): Answers {
  const answers = COMPANY_FIELDS.flatMap((field): [string, string][] => [
    [`${field}.rule`, rules[field].rule],
    [`${field}.address`, rules[field].address],
    ...manifest.languages.map((language): [string, string] => [
      `${field}.reasons.${language}`,
      rules[field].reasons[language] ?? '',
    ]),
  ]);
  return { ...Object.fromEntries(answers), ...policies };
}

/** Changes with every choice (D3). */
export const fieldsVersion = (fields: ProviderFields): string => digest(fieldsAnswers(fields));

/** Fields that the form does not show keep their rule. */
export function fieldsForm(
  stored: ProviderFields,
  shown: readonly CompanyField[],
): z.ZodType<ProviderFields> {
  const ruleFields = Object.fromEntries(shown.map((field) => [field, ruleForm(field)]));
  const choices = Object.fromEntries(
    POLICIES.map((policy) => [policy, z.enum(policyOptions(policy), { error: 'company:errors.choice' })]),
  );
  return z.strictObject({ ...ruleFields, ...choices }).transform((typed): ProviderFields => {
    const all = typed as Record<string, unknown>;
    const rules = Object.fromEntries(shown.map((field) => [field, all[field]]));
    const policies = Object.fromEntries(POLICIES.map((policy) => [policy, all[policy]]));
    return {
      rules: { ...stored.rules, ...rules },
      policies: policies as unknown as ProviderFields['policies'],
    };
  });
}

function ruleForm(field: CompanyField) {
  return z
    .strictObject({
      rule: z.enum(RULES, { error: 'company:errors.choice' }),
      address: line('company:rules.address', 255)
        .refine((typed) => typed === '' || isEmail(typed), { error: 'company:errors.address' })
        .transform((typed) => (typed === '' ? '' : toMailForm(typed)))
        .default(''),
      reasons: z
        .strictObject(
          Object.fromEntries(manifest.languages.map((language) => [language, reasonForm.default('')])),
        )
        .default({}),
    })
    .superRefine(({ rule }, context) => {
      if (allowedRules(field).includes(rule)) return;
      const message = rule === 'hidden' ? 'company:errors.emailHidden' : 'company:errors.choice';
      context.addIssue({ code: 'custom', path: ['rule'], message });
    })
    .transform(({ reasons, ...rule }) => ({
      ...rule,
      reasons: Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason !== '')),
    }));
}

// Nothing typed means our own words. Spaces alone would be a reason that nobody can read.
const reasonForm = z
  .string({ error: 'common:errors.oneValue' })
  .refine((typed) => typed === '' || typed.trim() !== '', { error: 'company:errors.reasonForClients' })
  .pipe(line('company:rules.reason', 200));
