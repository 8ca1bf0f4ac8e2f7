// Serves the hooks of the panel's bridge below /panel/hooks. Always in this order: is it signed (401) → can it be read
// (400) → answer. Nobody but the bridge has a reason to come here, so refusals say little.
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import type { RouteRegistry } from '../http/registry.js';
import { manifest } from '../manifest.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { Clock } from '../support/clock.js';
import { translateDatabaseError, type Executor } from '../support/database.js';
import { NotFoundError, UnavailableError } from '../support/errors.js';
import type { I18n } from '../support/i18n.js';
import { describeError, type Log } from '../support/log.js';
import type { Hook } from './hook.js';
import { isSigned, SIGNATURE_HEADER, TIME_HEADER } from './signature.js';

export interface BridgeRouterDeps {
  secret: string;
  registry: RouteRegistry;
  settings: KnexSettingsStore;
  i18n: I18n;
  clock: Clock;
  log: Log;
  on: Executor;
}

export function bridgeRouter(hooks: readonly Hook[], deps: BridgeRouterDeps): Router {
  const router = express.Router();
  const raw = express.text({ type: () => true, limit: '256kb' });
  for (const hook of hooks) {
    const path = `${manifest.mounts.panel}/hooks/${hook.name}`;
    deps.registry.add({ method: 'POST', path, access: { public: 'the signature is itself the proof' } });
    router.post(path, raw, unreadable, serve(hook, path, deps));
  }
  return router;
}

// Too large, or in a character set nobody knows: said as briefly as the rest.
const unreadable: ErrorRequestHandler = (error: { status?: number }, _req, res, _next) => {
  res.status(error.status ?? 400).json({ error: 'not understood' });
};

function serve(hook: Hook, path: string, deps: BridgeRouterDeps): RequestHandler {
  return async (req, res) => {
    req.liaison.route = path;
    res.set('Cache-Control', 'no-store');
    const body = typeof req.body === 'string' ? req.body : '';
    const call = { time: req.get(TIME_HEADER) ?? '', path, body };
    if (!isSigned(deps.secret, req.get(SIGNATURE_HEADER) ?? '', call, deps.clock.now())) {
      res.status(401).json({ error: 'not signed' });
      return;
    }
    const read = readBody(hook, body);
    if (!read) {
      res.status(400).json({ error: 'not understood' });
      return;
    }
    try {
      res.json(await hook.answer(read.body, await contextOf(read.locale, req, deps)));
    } catch (thrown) {
      const error = translateDatabaseError(thrown);
      const status = error instanceof NotFoundError ? 404 : error instanceof UnavailableError ? 503 : 500;
      if (status >= 500)
        deps.log.error('hook failed', { requestId: req.liaison.id, ...describeError(thrown) });
      res.status(status).json({ error: req.liaison.id });
    }
  };
}

async function contextOf(locale: string, req: Request, { i18n, settings, on }: BridgeRouterDeps) {
  return {
    words: i18n.for(i18n.choose([locale])),
    settings: await settings.read(on),
    requestId: req.liaison.id,
  };
}

function readBody({ body: shape }: Hook, text: string): { body: unknown; locale: string } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const { locale, ...rest } = json as Record<string, unknown>;
  const parsed = shape.safeParse(rest);
  return parsed.success ? { body: parsed.data, locale: typeof locale === 'string' ? locale : '' } : undefined;
}
