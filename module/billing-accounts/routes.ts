// The pages of billing accounts: the contacts of each for clients and staff, and the accounts themselves for staff.
import type { z } from 'zod';
import { pick, pickerQuery, shownFirst, type PickerQuery } from '../contacts/picker.js';
import type { ContactsService } from '../contacts/service.js';
import { NOTHING_TYPED, page, type Page, type PageRequest } from '../http/page.js';
import { readOrRefuse } from '../http/read-form.js';
import { accountRefOf, refTo } from './account.js';
import { chooseForm } from './forms.js';
import { editLocals, type EditModel } from './pages/edit.js';
import { accountName } from './pages/labels.js';
import { accountListLocals, type ListModel } from './pages/list.js';
import type { AccountView, BillingAccountsService } from './service.js';

interface Services {
  billingAccounts: BillingAccountsService;
  contacts: Pick<ContactsService, 'list'>;
  /** False where the panel has none. */
  hasServices: boolean;
}

const LIST = '/billing-accounts';
const EDIT = 'client/billing-accounts/edit';

export const refOf = ({ params }: PageRequest) => accountRefOf(params['accountId']);

export function billingAccountPages({ billingAccounts, contacts, hasServices }: Services): Page[] {
  async function choosing(request: PageRequest, view: AccountView, query: PickerQuery): Promise<EditModel> {
    const { actor, clientId } = request;
    const picking = await pick(contacts, request, query, () => {
      const { contactId } = readOrRefuse(chooseForm, { contactId: query.contactId });
      return billingAccounts.preview(actor, clientId, refTo(view.account), contactId);
    });
    return { view, ...picking };
  }

  return [
    page<ListModel>({
      path: LIST,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/billing-accounts/index',
      async load(request) {
        const views = await billingAccounts.list(request.actor, request.clientId);
        const [only, ...others] = views as [AccountView, ...AccountView[]];
        const nothing = pickerQuery.parse({});
        return {
          views,
          hasServices,
          choosing: others.length > 0 ? undefined : await choosing(request, only, nothing),
        };
      },
      locals: accountListLocals,
    }),

    page<EditModel, z.infer<typeof chooseForm>>({
      path: `${LIST}/:accountId/edit`,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: EDIT,
      async load(request) {
        const view = await billingAccounts.get(request.actor, request.clientId, refOf(request));
        return choosing(request, view, pickerQuery.parse(request.query));
      },
      locals: editLocals,
      form: {
        schema: () => chooseForm,
        async submit(request, model, { contactId, seen, reason }, { requestKey }) {
          const { actor, origin, clientId, words } = request;
          const ref = refOf(request);
          if (seen === undefined) {
            const preview = await billingAccounts.preview(actor, clientId, ref, contactId);
            const first = shownFirst(model, preview);
            if (first) return { view: EDIT, locals: editLocals(first, request, NOTHING_TYPED) };
          }
          const target = { clientId, ref, contactId };
          await billingAccounts.choose(actor, origin, target, { seen, reason, requestKey });
          const { reach } = await billingAccounts.get(actor, clientId, ref);
          const params = { name: reach.contact.name, account: accountName(model.view.account, words) };
          return { redirect: LIST, flash: { key: `billing-accounts:edit.done.${reach.by}`, params } };
        },
      },
    }),
  ];
}
