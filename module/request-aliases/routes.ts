// The pages of request aliases (CL15): the table, choosing who gets the requests of a market, and going back to the
// default.
import type { z } from 'zod';
import { pick } from '../contacts/picker.js';
import type { ContactsService } from '../contacts/service.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { readOrRefuse } from '../http/read-form.js';
import { NotFoundError, type Message } from '../support/errors.js';
import { aliasForm, aliasQuery, removeForm, type TypedAlias } from './forms.js';
import { aliasFormLocals, type AliasFormModel } from './pages/form.js';
import { aliasListLocals } from './pages/list.js';
import { aliasRemoveLocals, type AliasRemoveModel } from './pages/remove.js';
import type { RequestAliasesService } from './service.js';
import type { AliasTable, Person } from './table.js';

const LIST = '/request-aliases';

export function requestAliasPages(deps: {
  requestAliases: RequestAliasesService;
  contacts: Pick<ContactsService, 'list'>;
}): Page[] {
  const { requestAliases, contacts } = deps;

  async function loadForm(request: PageRequest): Promise<AliasFormModel> {
    const { actor, clientId, params } = request;
    const { market: code } = params;
    const table = await requestAliases.list(actor, clientId);
    if (!table.hasMarkets) throw new NotFoundError('markets');
    const view = code === undefined ? undefined : table.find(code);
    const query = aliasQuery.parse(request.query);
    const { market, contactId } = query;
    const picking = await pick(contacts, request, query, () => {
      const { wish } = readOrRefuse(aliasForm(code), view ? { contactId } : { market, contactId });
      return requestAliases.preview(actor, clientId, wish);
    });
    return { table, view, ...picking };
  }

  /** Without a market in its path the page asks for one too. */
  const choosing = (path: string): Page =>
    page<AliasFormModel, TypedAlias>({
      path,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/request-aliases/form',
      load: loadForm,
      locals: aliasFormLocals,
      form: {
        schema: (_model, { params }) => aliasForm(params['market']),
        async submit({ actor, origin, clientId }, { table }, { wish, ...sent }, { requestKey }) {
          const to = await requestAliases.save(actor, origin, clientId, wish, { ...sent, requestKey });
          return { redirect: LIST, flash: goesTo(table.find(wish.code).market?.name, to) };
        },
      },
    });

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

    choosing(`${LIST}/new`),
    choosing(`${LIST}/:market/edit`),

    page<AliasRemoveModel, z.infer<typeof removeForm>>({
      path: `${LIST}/:market/remove`,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/request-aliases/remove',
      load: loadRemoval,
      locals: aliasRemoveLocals,
      form: {
        schema: () => removeForm,
        async submit({ actor, origin, clientId, params }, { view }, sent, { requestKey }) {
          const wish = { code: params['market'] ?? '', contactId: undefined };
          const { name } = await requestAliases.save(actor, origin, clientId, wish, { ...sent, requestKey });
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
