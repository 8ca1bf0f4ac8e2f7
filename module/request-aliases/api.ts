// Request aliases in the Customer Account API (N4): where the requests of each market go, and choosing who gets them.
import { z } from 'zod';
import { endpoint, type ApiRequest, type Endpoint } from '../api/endpoint.js';
import { readBody } from '../api/input.js';
import { listBody, listShape, pageQuery } from '../api/lists.js';
import { recipientChangesResource, recipientChangeShape } from '../notices/pages/changes.js';
import { digest } from '../support/digest.js';
import { staleError } from '../support/errors.js';
import { aliasBody } from './forms.js';
import type { AliasPreview, RequestAliasesService } from './service.js';
import { codeOf, type AliasView } from './table.js';

const personShape = z.object({
  contactId: z.int().meta({ description: '0 is the owner' }),
  name: z.string(),
});

const aliasShape = z
  .object({
    market: z.string().meta({ description: 'Its code; default: every market without its own' }),
    name: z.string().meta({ description: 'What the market is called; empty for default' }),
    open: z.boolean().meta({ description: 'A closed one keeps its alias and takes no new one' }),
    contact: personShape.meta({ description: 'Who gets the requests' }),
    chosen: z.boolean().meta({
      description:
        'False: the default’s contact; of the default itself the first Admin contact, else the owner',
    }),
    since: z.iso.datetime().nullable(),
  })
  .meta({ id: 'RequestAlias' });

const changeShape = z
  .object({
    market: z.string(),
    before: personShape,
    after: personShape,
    recipients: z.array(recipientChangeShape),
  })
  .meta({ id: 'RequestAliasChange' });

const PATH = '/request-aliases/{market}';

export function requestAliasEndpoints(deps: { requestAliases: RequestAliasesService }): Endpoint[] {
  const { requestAliases } = deps;
  const common = {
    about: 'client',
    permission: 'contacts.manage',
    needs: 'contacts',
    tag: 'Request aliases',
  } as const;

  const get = ({ actor, clientId, params }: ApiRequest): Promise<AliasView> =>
    requestAliases.get(actor, clientId, params['market'] ?? '');

  /** `contactId` undefined: none of its own any more. */
  async function change(request: ApiRequest, readContact: () => number | undefined) {
    const { actor, origin, clientId, dryRun, requestKey } = request;
    const view = await get(request);
    const now = versionOf(view);
    if (request.version(now) !== now) throw staleError('notices:conflict.seen');
    const wish = { code: codeOf(view), contactId: readContact() };
    const preview = await requestAliases.preview(actor, clientId, wish);
    if (!dryRun) {
      const options = { seen: preview.seen, reason: '', requestKey };
      await requestAliases.save(actor, origin, clientId, wish, options);
    }
    return { body: changeResource(preview), version: versionOf(await get(request)) };
  }

  return [
    endpoint({
      ...common,
      method: 'GET',
      path: '/request-aliases',
      scope: 'billing:read',
      summary:
        'Where the requests of each market go: the default first; none where the provider has no markets',
      query: z.strictObject(pageQuery),
      answers: listShape('requestAliases', aliasShape),
      async handle({ actor, clientId, query }) {
        const { hasMarkets, byDefault, own, others } = await requestAliases.list(actor, clientId);
        const all = hasMarkets ? [byDefault, ...own, ...others] : [];
        const { limit, offset } = query;
        const items = all.slice(offset, offset + limit).map(aliasResource);
        return { body: listBody('requestAliases', items, query, all.length) };
      },
    }),

    endpoint({
      ...common,
      method: 'GET',
      path: PATH,
      scope: 'billing:read',
      summary: 'Who gets the requests of one market',
      answers: aliasShape,
      versioned: true,
      async handle(request) {
        const view = await get(request);
        return { body: aliasResource(view), version: versionOf(view) };
      },
    }),

    endpoint({
      ...common,
      method: 'PUT',
      path: PATH,
      scope: 'billing:write',
      summary: 'Choose who gets the requests of a market, or of every market without its own (default)',
      body: aliasBody,
      example: { contactId: 12 },
      answers: changeShape,
      versioned: true,
      handle: (request) => change(request, () => readBody(aliasBody, request.body).contactId),
    }),

    endpoint({
      ...common,
      method: 'DELETE',
      path: PATH,
      scope: 'billing:write',
      summary: 'Its requests go to the default again; the default itself always exists',
      answers: changeShape,
      versioned: true,
      handle: (request) => change(request, () => undefined),
    }),
  ];
}

const versionOf = (view: AliasView): string => digest(aliasResource(view));

const aliasResource = (view: AliasView): z.infer<typeof aliasShape> => ({
  market: codeOf(view),
  name: view.market?.name ?? '',
  open: view.market?.isOpen ?? true,
  contact: view.goesTo,
  chosen: view.chosen !== undefined,
  since: view.chosen?.since.toISOString() ?? null,
});

const changeResource = ({ from, to, changes }: AliasPreview): z.infer<typeof changeShape> => ({
  market: codeOf(from),
  before: from.goesTo,
  after: to,
  recipients: recipientChangesResource(changes),
});
