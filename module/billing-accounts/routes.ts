// The pages of billing accounts: the contacts of each for clients and staff, and the accounts themselves for staff.
import type { z } from 'zod';
import type { ContactsService } from '../contacts/service.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { PAGE_SIZE } from '../http/pagination.js';
import { InputError } from '../support/errors.js';
import { accountRefOf } from './account.js';
import { chooseForm, pickerQuery, wantedContact, type PickerQuery } from './forms.js';
import { accountName } from './pages/labels.js';
import { editLocals, type EditModel } from './pages/edit.js';
import { accountListLocals, type ListModel } from './pages/list.js';
import type { Picking } from './pages/picker.js';
import type { BillingAccountsService } from './service.js';

interface Services {
  billingAccounts: BillingAccountsService;
  contacts: Pick<ContactsService, 'list'>;
  /** False where the panel has none. */
  hasServices: boolean;
}

const LIST = '/billing-accounts';
const EDIT = 'client/billing-accounts/edit';
const NOTHING_TYPED = { answers: undefined, errors: {}, notice: undefined };

/** A page of the client's people to choose from. */
export async function pickFrom(
  contacts: Pick<ContactsService, 'list'>,
  { actor, clientId }: PageRequest,
  query: PickerQuery,
): Promise<Picking> {
  const { q, page: at } = query;
  const asked = { kind: '', types: [], roles: [], sort: '', q } as const;
  const offset = (at - 1) * PAGE_SIZE;
  return { query, list: await contacts.list(actor, clientId, { ...asked, limit: PAGE_SIZE, offset }) };
}

export const refOf = ({ params }: PageRequest) => accountRefOf(params['accountId']);

export function billingAccountPages({ billingAccounts, contacts, hasServices }: Services): Page[] {
  async function load(request: PageRequest): Promise<EditModel> {
    const { actor, clientId } = request;
    const view = await billingAccounts.get(actor, clientId, refOf(request));
    const query = pickerQuery.parse(request.query);
    const asked = await previewAsked(request, query);
    const picking = asked.preview ? undefined : await pickFrom(contacts, request, query);
    return { view, query, picking, ...asked };
  }

  async function previewAsked(
    request: PageRequest,
    query: PickerQuery,
  ): Promise<Pick<EditModel, 'preview' | 'refusal'>> {
    if (!query.show) return { preview: undefined, refusal: {} };
    const wanted = wantedContact(query);
    if (!wanted.success) {
      return { preview: undefined, refusal: { contactId: { key: 'billing-accounts:errors.select' } } };
    }
    const { actor, clientId } = request;
    try {
      const preview = await billingAccounts.preview(actor, clientId, refOf(request), wanted.data);
      return { preview, refusal: {} };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { preview: undefined, refusal: error.fields };
    }
  }

  return [
    page<ListModel>({
      path: LIST,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/billing-accounts/index',
      async load(request) {
        const views = await billingAccounts.list(request.actor, request.clientId);
        const query = pickerQuery.parse({});
        const picking = views.length === 1 ? await pickFrom(contacts, request, query) : undefined;
        return { views, hasServices, picking };
      },
      locals: accountListLocals,
    }),

    page<EditModel, z.infer<typeof chooseForm>>({
      path: `${LIST}/:accountId/edit`,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: EDIT,
      load,
      locals: editLocals,
      form: {
        schema: () => chooseForm,
        async submit(request, model, { contactId, seen, reason }, { requestKey }) {
          const { actor, origin, clientId, words } = request;
          const ref = refOf(request);
          const account = accountName(model.view.account, words);
          const target = { clientId, ref, contactId };
          if (seen === undefined) {
            // Nobody has looked yet: what falls to a stand-in is shown first (U2).
            const preview = await billingAccounts.preview(actor, clientId, ref, contactId);
            const checked = { ...model, preview, picking: undefined, refusal: {} };
            if (preview.falls.length > 0)
              return { view: EDIT, locals: editLocals(checked, request, NOTHING_TYPED) };
          }
          await billingAccounts.choose(actor, origin, target, { seen, reason, requestKey });
          const { reach } = await billingAccounts.get(actor, clientId, ref);
          const key = `billing-accounts:edit.done.${reach.by}`;
          return { redirect: LIST, flash: { key, params: { name: reach.contact.name, account } } };
        },
      },
    }),
  ];
}
