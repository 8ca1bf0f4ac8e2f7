// The field rules a provider changed; the rest has its default.
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import {
  allowedRules,
  COMPANY_FIELDS,
  DEFAULT_RULES,
  isCompanyField,
  type CompanyField,
  type FieldRule,
  type FieldRules,
  type Rule,
} from './field-rule.js';

interface RuleRow {
  field: string;
  rule: string;
  address: string;
  reasons: string;
}

export class KnexFieldRuleStore {
  async read(on: Executor): Promise<FieldRules> {
    const rows = (await on(table('field_rules'))) as RuleRow[];
    const chosen = rows.flatMap(({ field, rule, address, reasons }) =>
      isCompanyField(field) && (allowedRules(field) as readonly string[]).includes(rule)
        ? [
            [
              field,
              { rule: rule as Rule, address, reasons: JSON.parse(reasons) as Record<string, string> },
            ] as const,
          ]
        : [],
    );
    return { ...DEFAULT_RULES, ...Object.fromEntries(chosen) };
  }

  async write(rules: FieldRules, tx: Executor): Promise<void> {
    const rows = COMPANY_FIELDS.map((field) => toRow(field, rules[field]));
    await tx(table('field_rules')).insert(rows).onConflict('field').merge();
  }
}

const toRow = (field: CompanyField, { rule, address, reasons }: FieldRule): RuleRow => ({
  field,
  rule,
  address,
  reasons: JSON.stringify(reasons),
});
