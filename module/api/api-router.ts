// The Customer Account API as one router: its endpoints, its document, its readable page. No session and no cookie.
import express, { type RequestHandler, type Router } from 'express';
import { errorPages, type ErrorPageDeps } from '../http/errors.js';
import { securityHeaders } from '../http/security-headers.js';
import { shellOf } from '../http/shell.js';
import { manifest } from '../manifest.js';
import { NotFoundError } from '../support/errors.js';
import { serveEndpoints, type ApiServerDeps } from './api-server.js';
import { docsView } from './docs-page.js';
import type { Endpoint } from './endpoint.js';
import { documentVersion, openApiDocument } from './openapi.js';
import { problems } from './problems.js';
import { etagOf } from './versions.js';

export interface ApiRouterDeps extends ApiServerDeps, ErrorPageDeps {
  /** The address people use; '' = as it comes. */
  url: string;
}

const PUBLIC = { public: 'documentation: says nothing about anybody' } as const;

export function apiRouter(endpoints: readonly Endpoint[], deps: ApiRouterDeps): Router {
  const { registry, basePath, url } = deps;
  const mount = manifest.mounts.api;
  const base = `${url || basePath}${mount}`;
  const document = openApiDocument(endpoints, base);
  const etag = etagOf(documentVersion(document));
  const router = express.Router();

  registry.add({ method: 'GET', path: `${mount}/openapi.json`, access: PUBLIC });
  router.get(`${mount}/openapi.json`, (_req, res) => {
    res.set({ ETag: etag, 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' });
    res.type('application/vnd.oai.openapi+json;version=3.1').json(document);
  });

  registry.add({ method: 'GET', path: `${mount}/docs`, access: PUBLIC });
  const docs = docsView(endpoints, document, base);
  router.get(
    `${mount}/docs`,
    securityHeaders({ https: url.startsWith('https:') }),
    showDocs(docs, base, deps),
    errorPages(deps),
  );

  serveEndpoints(router, endpoints, deps);
  router.use(mount, (_req, _res, next) => next(new NotFoundError('endpoint')));
  router.use(mount, problems(deps.log));
  return router;
}

function showDocs(docs: ReturnType<typeof docsView>, base: string, deps: ApiRouterDeps): RequestHandler {
  return async (req, res) => {
    req.liaison.settings = await deps.settings.read(deps.on);
    const { words } = req.liaison;
    const title = words.t('api:docs.title');
    const locals = { ...docs, title, document: `${base}/openapi.json`, t: words.t, failed: false };
    const shell = shellOf(req, deps.shell);
    res.type('html').send(await deps.renderer.render('api/docs', { ...locals, shell }));
  };
}
