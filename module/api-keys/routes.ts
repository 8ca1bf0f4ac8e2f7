// The pages of API keys, for the client area and for a client's file.
import { parseId } from '../http/areas.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import type { Clock } from '../support/clock.js';
import type { ApiKey } from './api-key.js';
import { keyForm, revokeForm, type KeyAnswers } from './forms.js';
import { keyListLocals, type KeysModel } from './pages/list.js';
import { madeLocals, makeKeyLocals } from './pages/make.js';
import { revokeKeyLocals } from './pages/revoke.js';
import type { ApiKeysService } from './service.js';

export function apiKeyPages(deps: {
  apiKeys: ApiKeysService;
  clock: Clock;
  /** Where the API is, for whoever looks at a page at `site`. */
  apiUrl: (site: string) => string;
}): Page[] {
  const { apiKeys, clock, apiUrl } = deps;
  const isStaff = ({ actor }: PageRequest): boolean => actor.kind === 'staff';
  return [
    page<KeysModel>({
      path: '/api-keys',
      permission: 'contacts.manage',
      view: 'client/api-keys/list',
      load: async ({ actor, clientId }) => ({
        keys: await apiKeys.list(actor, clientId),
        now: clock.now(),
      }),
      locals: (model, request) => keyListLocals(model, request, `${apiUrl(request.site)}/docs`),
    }),

    page<undefined, KeyAnswers>({
      path: '/api-keys/new',
      permission: 'contacts.manage',
      view: 'client/api-keys/new',
      load: async () => undefined,
      locals: (_model, request, typed) => makeKeyLocals(request, typed),
      form: {
        schema: (_model, request) => keyForm(isStaff(request)),
        async submit(request, _model, { reason, ...wish }, { requestKey }) {
          const { actor, origin, clientId } = request;
          const secret = await apiKeys.make(actor, origin, clientId, wish, { requestKey, reason });
          const locals = madeLocals({ ...wish, secret }, request, apiUrl(request.site));
          return { view: 'client/api-keys/made', locals };
        },
      },
    }),

    page<ApiKey, { reason: string }>({
      path: '/api-keys/:keyId/revoke',
      permission: 'contacts.manage',
      view: 'client/api-keys/revoke',
      load: ({ actor, clientId, params }) => apiKeys.get(actor, clientId, parseId(params['keyId'])),
      locals: revokeKeyLocals,
      form: {
        schema: (_model, request) => revokeForm(isStaff(request)),
        async submit({ actor, origin, clientId }, { keyId, name }, { reason }) {
          await apiKeys.revoke(actor, origin, clientId, keyId, reason);
          return {
            redirect: '/api-keys',
            flash: { key: 'api-keys:revokePage.done', params: { name } },
          };
        },
      },
    }),
  ];
}
