// Serves declared endpoints. Always in this order: whose key is it (401, 429) → may it (403) → which client (404) →
// read the request (400) → handle. Whatever is thrown on the way goes to the API's one error handler.
import express, { type Request, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { parseId } from '../http/areas.js';
import { toFieldErrors } from '../http/answers.js';
import type { RouteRegistry } from '../http/registry.js';
import { manifest } from '../manifest.js';
import type { Panel } from '../panels/panel.js';
import { actsForProvider } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import { decide } from '../permissions/decide.js';
import type { KnexSettingsStore } from '../settings/store.js';
import { NotAllowedError, NotFoundError, UnavailableError } from '../support/errors.js';
import { authenticate, checkScope, type AuthenticateDeps, type Caller } from './authenticate.js';
import { isWrite, MalformedError, type ApiRequest, type Endpoint } from './endpoint.js';
import { sendLines } from './lines.js';
import { etagOf, seenVersion } from './versions.js';

export interface ApiServerDeps extends AuthenticateDeps {
  registry: RouteRegistry;
  panel: Pick<Panel, 'clients' | 'capabilities'>;
  settings: KnexSettingsStore;
  basePath: string;
}

/** Before the paths that name no client: reaches the client of a provider's key. */
const CLIENT_PREFIX = '/clients/{clientId}';

/** The paths an endpoint is served under, below the mount. */
export const pathsOf = ({ about, path }: Endpoint): string[] =>
  about === 'client' ? [path, `${CLIENT_PREFIX}${path}`] : [path];

export function serveEndpoints(router: Router, endpoints: readonly Endpoint[], deps: ApiServerDeps): void {
  const json = express.json({
    limit: '100kb',
    strict: true,
    type: ['application/json', 'application/*+json'],
  });
  for (const endpoint of endpoints) {
    for (const path of pathsOf(endpoint)) {
      const pattern = `${manifest.mounts.api}${path.replace(/\{(\w+)\}/g, ':$1')}`;
      const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
      deps.registry.add({
        method: endpoint.method,
        path: pattern,
        access: { key: endpoint.scope ?? 'any', permission: endpoint.permission },
      });
      router[method](pattern, headers, json, serve(endpoint, pattern, deps));
    }
  }
}

const headers: RequestHandler = (_req, res, next) => {
  res.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  next();
};

function serve(endpoint: Endpoint, pattern: string, deps: ApiServerDeps): RequestHandler {
  return async (req, res) => {
    req.liaison.route = pattern;
    req.liaison.settings = await deps.settings.read(deps.on);
    const caller = await authenticate(req, deps);
    req.user = caller.actor;
    checkScope(caller.key, endpoint.scope);
    if (endpoint.ofAll && caller.key.clientId === null && req.params['clientId'] === undefined) {
      const { query: _query, ...plain } = endpoint;
      checkPermission({ ...plain, about: 'provider' }, caller, undefined);
      const request = await read(plain, caller, undefined, req, deps);
      return sendLines(res, await endpoint.ofAll.lines(request));
    }
    const clientId = await clientOf(endpoint, caller, req, deps);
    checkPermission(endpoint, caller, clientId);
    const request = await read(endpoint, caller, clientId, req, deps);
    const { status = 200, body, version, location } = await endpoint.handle(request);
    if (version !== undefined) res.set('ETag', etagOf(version));
    if (location !== undefined) res.location(`${clientPath(req, deps.basePath)}${location}`);
    if (body === undefined) res.status(204).end();
    else res.status(request.dryRun ? 200 : status).json(body);
  };
}

// A client's key is for its own client, whatever the path says; a provider's names the client.
async function clientOf(
  { about }: Endpoint,
  { key }: Caller,
  req: Request,
  { panel, on }: ApiServerDeps,
): Promise<number | undefined> {
  if (about !== 'client') return undefined;
  const named = req.params['clientId'];
  if (key.clientId !== null) {
    if (named !== undefined && named !== String(key.clientId)) throw new NotFoundError('client');
    return key.clientId;
  }
  if (named === undefined) throw new MalformedError('clientNeeded');
  const clientId = parseId(named);
  if (!(await panel.clients.find(clientId, on))) throw new NotFoundError('client');
  return clientId;
}

function checkPermission(
  { permission, about }: Endpoint,
  { actor }: Caller,
  clientId: number | undefined,
): void {
  if (about === 'provider' && !actsForProvider(actor)) throw new NotFoundError('provider');
  if (permission === undefined) return;
  if (clientId !== undefined) return authorise(actor, clientId, permission);
  const { allowed, reasons } = decide(actor, permission);
  if (!allowed) throw new NotAllowedError(permission, reasons);
}

async function read(
  endpoint: Endpoint,
  { actor }: Caller,
  clientId: number | undefined,
  req: Request,
  { panel }: ApiServerDeps,
): Promise<ApiRequest> {
  const needed = endpoint.needs && panel.capabilities[endpoint.needs];
  if (needed && !needed.on) throw new UnavailableError(undefined, needed.because);
  const { words, id, settings } = req.liaison;
  const { dryRun, ...rest } = req.query;
  if (isWrite(endpoint) && endpoint.body && !req.is(['json', '+json'])) throw new MalformedError('notJson');
  if (dryRun !== undefined && dryRun !== 'true' && dryRun !== 'false') throw new MalformedError('dryRun');
  const query = (endpoint.query ?? z.strictObject({})).safeParse(rest);
  if (!query.success) {
    const details = Object.entries(toFieldErrors(query.error)).map(([field, error]) => [
      field,
      [words.say(error)],
    ]);
    throw new MalformedError('query', Object.fromEntries(details) as Record<string, string[]>);
  }
  const requestKey = req.get('idempotency-key') ?? '';
  if (requestKey.length > 255) throw new MalformedError('idempotencyKey');
  return {
    actor,
    get clientId() {
      if (clientId === undefined) throw new Error(`${endpoint.path} is about no client`);
      return clientId;
    },
    params: req.params as Record<string, string>,
    query: query.data,
    body: req.body as unknown,
    words,
    settings,
    origin: { requestId: id, ip: req.ip ?? '' },
    dryRun: isWrite(endpoint) && dryRun === 'true',
    requestKey,
    version: seenVersion(req.get('if-match'), dryRun === 'true'),
  };
}

function clientPath(req: Request, basePath: string): string {
  const named = req.params['clientId'];
  const mount = `${basePath}${manifest.mounts.api}`;
  return named === undefined ? mount : `${mount}${CLIENT_PREFIX.replace('{clientId}', String(named))}`;
}
