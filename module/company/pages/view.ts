// The company as its page shows it (CL2).
import type { PageLocals, PageRequest } from '../../http/page.js';
import { toValues } from '../company.js';
import type { CompanyField } from '../field-rule.js';
import type { ChangeRequest } from '../request.js';
import type { CompanyRecord } from '../service.js';
import { companyRows } from './rows.js';

export interface CompanyModel {
  record: CompanyRecord;
  requests: ReadonlyMap<CompanyField, ChangeRequest>;
}

export function companyLocals({ record, requests }: CompanyModel, request: PageRequest): PageLocals {
  const { words, to } = request;
  const { fields, locked, lockedByPanel, rules } = record;
  const model = { values: toValues(record.company), fields, locked, lockedByPanel, rules };
  return {
    title: words.t('company:title'),
    notes: request.panelNotes(['ownerDetails', 'taxNumber']),
    rows: companyRows(model, request, requests, (field) => to(`/company/ask/${field}`)),
    editLink: locked.length < fields.length ? to('/company/edit') : undefined,
  };
}
