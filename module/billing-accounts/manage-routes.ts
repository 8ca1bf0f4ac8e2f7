// The pages on which staff keep a client's billing accounts, in the client's file alone.
import type { z } from 'zod';
import type { ContactsService } from '../contacts/service.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { PAGE_SIZE } from '../http/pagination.js';
import { readForm } from '../http/read-form.js';
import { InputError } from '../support/errors.js';
import { addForm, pickerQuery, removeForm, renameForm, servicesForm, type PickerQuery } from './forms.js';
import type { ManageAccountsService, RemovalPreview } from './manage-service.js';
import type { PaidServices } from './paid-services.js';
import { addLocals, type AddModel } from './pages/add.js';
import { accountName } from './pages/labels.js';
import { removeLocals, renameLocals, servicesLocals, type ServicesModel } from './pages/manage.js';
import { pickFrom, refOf } from './routes.js';
import type { AccountView, BillingAccountsService } from './service.js';

interface Services {
  billingAccounts: BillingAccountsService;
  manageAccounts: ManageAccountsService;
  paidServices: PaidServices;
  contacts: Pick<ContactsService, 'list'>;
}

const LIST = '/billing-accounts';
const EDIT = 'client/billing-accounts/edit';
const NOTHING_TYPED = { answers: undefined, errors: {}, notice: undefined };

export function manageAccountPages(services: Services): Page[] {
  const { billingAccounts, manageAccounts, paidServices, contacts } = services;

  async function loadNew(request: PageRequest): Promise<AddModel> {
    const query = pickerQuery.parse(request.query);
    const asked = await previewAsked(request, query);
    const picking = asked.preview ? undefined : await pickFrom(contacts, request, query);
    return { query, picking, ...asked };
  }

  async function previewAsked(
    request: PageRequest,
    query: PickerQuery,
  ): Promise<Pick<AddModel, 'preview' | 'refusal'>> {
    if (!query.show) return { preview: undefined, refusal: {} };
    try {
      return { preview: await plan(request, query), refusal: {} };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { preview: undefined, refusal: error.fields };
    }
  }

  async function plan({ actor, clientId }: PageRequest, { name, contactId }: PickerQuery) {
    const typed = parsed(addForm, { name, contactId });
    return manageAccounts.previewAdd(actor, clientId, typed.name, typed.contactId);
  }

  return [
    page<AddModel, z.infer<typeof addForm>>({
      path: `${LIST}/new`,
      permission: 'staff',
      needs: 'contacts',
      view: EDIT,
      load: loadNew,
      locals: addLocals,
      form: {
        schema: () => addForm,
        async submit(request, model, { name, contactId, seen, reason }, { requestKey }) {
          const { actor, origin, clientId } = request;
          if (seen === undefined) {
            const preview = await manageAccounts.previewAdd(actor, clientId, name, contactId);
            const checked = { ...model, preview, picking: undefined, refusal: {} };
            if (preview.falls.length > 0)
              return { view: EDIT, locals: addLocals(checked, request, NOTHING_TYPED) };
          }
          const doing = { actor, origin, clientId, reason };
          await manageAccounts.add(doing, { name, contactId }, { seen, requestKey });
          return { redirect: LIST, flash: { key: 'billing-accounts:add.done', params: { account: name } } };
        },
      },
    }),

    page<AccountView, z.infer<typeof renameForm>>({
      path: `${LIST}/:accountId/name`,
      permission: 'staff',
      needs: 'contacts',
      view: 'client/billing-accounts/name',
      load: (request) => billingAccounts.get(request.actor, request.clientId, refOf(request)),
      locals: renameLocals,
      form: {
        schema: () => renameForm,
        version: ({ version }) => version,
        async submit(request, { account }, { name, reason }, { version }) {
          const { actor, origin, clientId, words } = request;
          const doing = { actor, origin, clientId, reason };
          const isNew = await manageAccounts.rename(doing, refOf(request), name, version);
          const params = { before: accountName(account, words), after: accountName({ name }, words) };
          const key = `billing-accounts:rename.${isNew ? 'done' : 'same'}`;
          return { redirect: LIST, flash: { key, params } };
        },
      },
    }),

    page<ServicesModel, z.infer<typeof servicesForm>>({
      path: `${LIST}/:accountId/services`,
      permission: 'staff',
      needs: 'services',
      view: 'client/billing-accounts/services',
      async load(request) {
        const query = pickerQuery.parse(request.query);
        const asked = { q: query.q, limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE };
        const { actor, clientId } = request;
        return { ...(await paidServices.list(actor, clientId, refOf(request), asked)), query };
      },
      locals: servicesLocals,
      form: {
        schema: () => servicesForm,
        version: ({ version }) => version,
        async submit(request, { account }, { shown, services: chosen, reason }, { version }) {
          const { actor, origin, clientId, words } = request;
          const doing = { actor, origin, clientId, reason };
          const moved = await paidServices.assign(doing, refOf(request), { shown, chosen, version });
          const params = { account: accountName(account, words), count: moved };
          return { redirect: LIST, flash: { key: 'billing-accounts:servicesOf.done', params } };
        },
      },
    }),

    page<RemovalPreview, z.infer<typeof removeForm>>({
      path: `${LIST}/:accountId/remove`,
      permission: 'staff',
      needs: 'contacts',
      view: 'client/billing-accounts/remove',
      load: (request) => manageAccounts.previewRemove(request.actor, request.clientId, refOf(request)),
      locals: removeLocals,
      form: {
        schema: () => removeForm,
        async submit(request, { account }, { seen, reason }) {
          const { actor, origin, clientId, words } = request;
          await manageAccounts.remove({ actor, origin, clientId, reason }, refOf(request), seen);
          const params = { account: accountName(account, words) };
          return { redirect: LIST, flash: { key: 'billing-accounts:remove.done', params } };
        },
      },
    }),
  ];
}

function parsed<Values>(schema: z.ZodType<Values>, sent: Record<string, unknown>): Values {
  const read = readForm(schema, sent);
  if (!read.ok) throw new InputError(read.errors);
  return read.values;
}
