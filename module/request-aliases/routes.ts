// The pages of request aliases (CL15): the table, choosing who gets the requests of a market, and going back to the
// default.
import { z } from 'zod';
import type { ContactsService } from '../contacts/service.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { PAGE_SIZE } from '../http/pagination.js';
import { readForm } from '../http/read-form.js';
import { InputError, NotFoundError, type FieldErrors, type Message } from '../support/errors.js';
import { addForm, askedForm, chooseForm, pickerQuery, removeForm } from './forms.js';
import { aliasFormLocals, type AliasFormModel } from './pages/form.js';
import { aliasListLocals } from './pages/list.js';
import { aliasRemoveLocals, type AliasRemoveModel } from './pages/remove.js';
import type { AliasPreview, RequestAliasesService } from './service.js';
import type { AliasTable, Person } from './table.js';

const LIST = '/request-aliases';
const EVERYBODY = { kind: '', types: [], roles: [], sort: '' } as const;

export function requestAliasPages(deps: {
  requestAliases: RequestAliasesService;
  contacts: ContactsService;
}): Page[] {
  const { requestAliases, contacts } = deps;

  /** Without a market in its path the page asks for one too. */
  async function loadForm({ actor, clientId, params, query }: PageRequest): Promise<AliasFormModel> {
    const table = await requestAliases.list(actor, clientId);
    if (!table.hasMarkets) throw new NotFoundError('markets');
    const { market: code } = params;
    const view = code === undefined ? undefined : table.find(code);
    const asked = pickerQuery.parse(query);
    const offset = (asked.page - 1) * PAGE_SIZE;
    const search = { ...EVERYBODY, q: asked.q, limit: PAGE_SIZE, offset };
    const people = await contacts.list(actor, clientId, search);
    const model = { table, view, asked, people, preview: undefined, errors: {} };
    if (!asked.show) return model;
    return { ...model, ...(await previewAsked(actor, clientId, code, asked)) };
  }

  async function previewAsked(
    actor: PageRequest['actor'],
    clientId: number,
    code: string | undefined,
    asked: z.infer<typeof pickerQuery>,
  ): Promise<{ preview: AliasPreview | undefined; errors: FieldErrors }> {
    const wish = readForm(askedForm(code), { market: asked.market, contactId: asked.contactId });
    if (!wish.ok) return { preview: undefined, errors: wish.errors };
    try {
      return { preview: await requestAliases.preview(actor, clientId, wish.values), errors: {} };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { preview: undefined, errors: error.fields };
    }
  }

  async function loadRemoval({ actor, clientId, params }: PageRequest): Promise<AliasRemoveModel> {
    const { market: code = '' } = params;
    const view = await requestAliases.get(actor, clientId, code);
    if (!view.market) return { view, preview: undefined };
    const preview = await requestAliases.preview(actor, clientId, { code, contactId: undefined });
    return { view, preview };
  }

  return [
    page<AliasTable>({
      path: LIST,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/request-aliases/index',
      load: ({ actor, clientId }) => requestAliases.list(actor, clientId),
      locals: aliasListLocals,
    }),

    page<AliasFormModel, z.infer<typeof addForm>>({
      path: `${LIST}/new`,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/request-aliases/form',
      load: loadForm,
      locals: aliasFormLocals,
      form: {
        schema: () => addForm,
        async submit({ actor, origin, clientId }, { table }, wanted, { requestKey }) {
          const { market: code, contactId, seen, reason } = wanted;
          const wish = { code, contactId, isNew: true };
          const options = { seen, reason, requestKey };
          const to = await requestAliases.save(actor, origin, clientId, wish, options);
          const { market } = table.find(code);
          return { redirect: LIST, flash: goesTo(market?.name, to) };
        },
      },
    }),

    page<AliasFormModel, z.infer<typeof chooseForm>>({
      path: `${LIST}/:market/edit`,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/request-aliases/form',
      load: loadForm,
      locals: aliasFormLocals,
      form: {
        schema: () => chooseForm,
        async submit({ actor, origin, clientId, params }, { view }, wanted, { requestKey }) {
          const { contactId, seen, reason } = wanted;
          const wish = { code: params['market'] ?? '', contactId };
          const options = { seen, reason, requestKey };
          const to = await requestAliases.save(actor, origin, clientId, wish, options);
          return { redirect: LIST, flash: goesTo(view?.market?.name, to) };
        },
      },
    }),

    page<AliasRemoveModel, z.infer<typeof removeForm>>({
      path: `${LIST}/:market/remove`,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/request-aliases/remove',
      load: loadRemoval,
      locals: aliasRemoveLocals,
      form: {
        schema: () => removeForm,
        async submit({ actor, origin, clientId, params }, { view }, { seen, reason }, { requestKey }) {
          const wish = { code: params['market'] ?? '', contactId: undefined };
          const options = { seen, reason, requestKey };
          const { name } = await requestAliases.save(actor, origin, clientId, wish, options);
          const market = view.market?.name ?? '';
          return { redirect: LIST, flash: { key: 'request-aliases:removed', params: { market, name } } };
        },
      },
    }),
  ];
}

const goesTo = (market: string | undefined, { name }: Person): Message =>
  market === undefined
    ? { key: 'request-aliases:savedDefault', params: { name } }
    : { key: 'request-aliases:saved', params: { market, name } };
