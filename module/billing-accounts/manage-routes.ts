// The pages on which staff keep a client's billing accounts, in the client's file alone.
import type { z } from 'zod';
import { pick, shownFirst } from '../contacts/picker.js';
import type { ContactsService } from '../contacts/service.js';
import { listQuery, partAt } from '../http/list-query.js';
import { NOTHING_TYPED, page, type Outcome, type Page, type PageRequest } from '../http/page.js';
import { readOrRefuse } from '../http/read-form.js';
import type { Message } from '../support/errors.js';
import { addForm, addQuery, removeForm, renameForm, servicesForm } from './forms.js';
import type { Doing, ManageAccountsService, RemovalPreview } from './manage-service.js';
import type { PaidServices } from './paid-services.js';
import { addLocals, type AddModel } from './pages/add.js';
import { accountName } from './pages/labels.js';
import { removeLocals, renameLocals, servicesLocals, type ServicesModel } from './pages/manage.js';
import { refOf } from './routes.js';
import type { AccountView, BillingAccountsService } from './service.js';

interface Services {
  billingAccounts: BillingAccountsService;
  manageAccounts: ManageAccountsService;
  paidServices: PaidServices;
  contacts: Pick<ContactsService, 'list'>;
}

const LIST = '/billing-accounts';
const EDIT = 'client/billing-accounts/edit';

export function manageAccountPages(services: Services): Page[] {
  const { billingAccounts, manageAccounts, paidServices, contacts } = services;

  return [
    page<AddModel, z.infer<typeof addForm>>({
      path: `${LIST}/new`,
      permission: 'staff',
      needs: 'contacts',
      view: EDIT,
      load(request) {
        const { actor, clientId } = request;
        const query = addQuery.parse(request.query);
        return pick(contacts, request, query, () => {
          const { name, contactId } = readOrRefuse(addForm, { name: query.name, contactId: query.contactId });
          return manageAccounts.previewAdd(actor, clientId, name, contactId);
        });
      },
      locals: addLocals,
      form: {
        schema: () => addForm,
        async submit(request, model, { name, contactId, seen, reason }, { requestKey }) {
          if (seen === undefined) {
            const { actor, clientId } = request;
            const preview = await manageAccounts.previewAdd(actor, clientId, name, contactId);
            const first = shownFirst(model, preview);
            if (first) return { view: EDIT, locals: addLocals(first, request, NOTHING_TYPED) };
          }
          await manageAccounts.add(doingOf(request, reason), { name, contactId }, { seen, requestKey });
          return done('billing-accounts:add.done', { account: name });
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
          const { words } = request;
          const isNew = await manageAccounts.rename(doingOf(request, reason), refOf(request), name, version);
          const params = { before: accountName(account, words), after: accountName({ name }, words) };
          return done(`billing-accounts:rename.${isNew ? 'done' : 'same'}`, params);
        },
      },
    }),

    page<ServicesModel, z.infer<typeof servicesForm>>({
      path: `${LIST}/:accountId/services`,
      permission: 'staff',
      needs: 'services',
      view: 'client/billing-accounts/services',
      async load(request) {
        const { actor, clientId } = request;
        const query = listQuery.parse(request.query);
        const asked = { q: query.q, ...partAt(query.page) };
        return { ...(await paidServices.list(actor, clientId, refOf(request), asked)), query };
      },
      locals: servicesLocals,
      form: {
        schema: () => servicesForm,
        version: ({ version }) => version,
        async submit(request, { account }, { shown, services: chosen, reason }, { version }) {
          const wanted = { shown, chosen, version };
          const moved = await paidServices.assign(doingOf(request, reason), refOf(request), wanted);
          const params = { account: accountName(account, request.words), count: moved };
          return done('billing-accounts:servicesOf.done', params);
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
          await manageAccounts.remove(doingOf(request, reason), refOf(request), seen);
          return done('billing-accounts:remove.done', { account: accountName(account, request.words) });
        },
      },
    }),
  ];
}

const doingOf = ({ actor, origin, clientId }: PageRequest, reason: string): Doing => ({
  actor,
  origin,
  clientId,
  reason,
});

const done = (key: string, params: NonNullable<Message['params']>): Outcome => ({
  redirect: LIST,
  flash: { key, params },
});
