// The pages of the company: once for the client area and for a client's file in the admin area. Asking for a change is
// the client's alone: staff have no locks (K1).
import { page, type Page, type PageRequest } from '../http/page.js';
import { NotFoundError, type Message } from '../support/errors.js';
import { askForm, type AskedChange } from './ask-form.js';
import type { AskService } from './ask-service.js';
import { isCompanyField } from './field-rule.js';
import { companyForm, type CompanyEdit } from './forms.js';
import { askedAnswers, askLocals, describeAsked, type AskModel } from './pages/ask.js';
import { companyFormLocals, describeAnswer, storedAnswers } from './pages/edit.js';
import { companyLocals, type CompanyModel } from './pages/view.js';
import { askVersion, canAskFor, isWaiting } from './request.js';
import type { CompanyRecord, CompanyService } from './service.js';

interface Services {
  company: CompanyService;
  asks: AskService;
}

export function companyPages({ company, asks }: Services): Page[] {
  return [
    page<CompanyModel>({
      path: '/company',
      permission: 'profile.edit',
      view: 'client/company/index',
      load: async ({ actor, clientId }) => ({
        record: await company.get(actor, clientId),
        requests: await asks.latest(actor, clientId),
      }),
      locals: companyLocals,
    }),

    page<CompanyRecord, CompanyEdit>({
      path: '/company/edit',
      permission: 'profile.edit',
      view: 'client/company/edit',
      load: ({ actor, clientId }) => company.get(actor, clientId),
      locals: companyFormLocals,
      form: {
        schema: ({ form }) => companyForm(form),
        version: ({ version }) => version,
        stored: storedAnswers,
        describe: describeAnswer,
        async submit({ actor, origin, clientId }, _record, edit, { version }) {
          const changes = await company.edit(actor, origin, { clientId, version }, edit);
          const key = Object.keys(changes).length > 0 ? 'company:edit.saved' : 'company:edit.nothing';
          return { redirect: '/company', flash: { key } };
        },
      },
    }),
  ];
}

export function askPages({ company, asks }: Services): Page[] {
  async function load({ actor, clientId, params }: PageRequest): Promise<AskModel> {
    const record = await company.get(actor, clientId);
    const field = params['field'] ?? '';
    if (!isCompanyField(field) || !record.fields.includes(field) || !canAskFor(record.rules, field, actor))
      throw new NotFoundError('locked field');
    const newest = (await asks.latest(actor, clientId)).get(field);
    return { record, field, open: newest && isWaiting(newest) ? newest : undefined };
  }

  return [
    page<AskModel, AskedChange>({
      path: '/company/ask/:field',
      permission: 'profile.edit',
      view: 'client/company/ask',
      load,
      locals: askLocals,
      form: {
        schema: ({ field, record }) => askForm(field, record.form.stored),
        version: ({ open }) => askVersion(open),
        stored: askedAnswers,
        describe: describeAsked,
        async submit({ actor, origin, clientId }, { field, open }, asked, { version, requestKey }) {
          await asks.ask(actor, origin, { clientId, field, version, requestKey }, asked);
          const flash: Message = { key: open ? 'company:ask.saved' : 'company:ask.sent' };
          return { redirect: '/company', flash };
        },
      },
    }),
  ];
}
