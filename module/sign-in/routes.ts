// Coming in and going out: the panel's hand-over, sign-out, and the two preferences of a visitor.
import type { Router } from 'express';
import { z } from 'zod';
import type { KnexAuditStore } from '../audit/store.js';
import { localPath } from '../http/local-path.js';
import type { RouteRegistry } from '../http/registry.js';
import { redirectWhenStored } from '../http/session.js';
import { manifest } from '../manifest.js';
import type { Executor } from '../support/database.js';
import type { SignIn } from './passport.js';

export interface SignInRoutesDeps {
  registry: RouteRegistry;
  signIn: SignIn;
  audit: KnexAuditStore;
  on: Executor;
  basePath: string;
  languages: readonly string[];
}

const preferences = z.object({
  language: z.string().max(12).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  returnTo: z.string().max(1000).optional(),
});

export function signInRoutes(router: Router, deps: SignInRoutesDeps): void {
  const { registry, signIn, audit, on, basePath, languages } = deps;
  const home = (kind: string | undefined): string =>
    `${basePath}${kind === 'staff' ? manifest.mounts.admin : manifest.mounts.client}`;

  const handOverPath = `${manifest.mounts.panel}/sign-in`;
  registry.add({
    method: 'GET',
    path: handOverPath,
    access: { public: 'the signed hand-over is itself the proof' },
  });
  router.get(handOverPath, signIn.handOver, async (req, res) => {
    req.liaison.route = handOverPath;
    const actor = req.user as Express.User;
    const { identity } = actor;
    const clientId = identity.kind === 'login' ? identity.clientId : 0;
    const origin = { requestId: req.liaison.id, ip: req.ip ?? '' };
    const entry = {
      clientId,
      action: 'signIn.opened',
      contactId: undefined,
      name: '',
      changes: {},
      reason: '',
    } as const;
    await audit.record(actor, origin, entry, on);
    redirectWhenStored(req, res, localPath(req.liaison.returnTo, basePath) ?? home(actor.kind));
  });

  registry.add({ method: 'POST', path: '/sign-out', access: { public: 'anybody may leave' } });
  router.post('/sign-out', (req, res, next) => {
    req.liaison.route = '/sign-out';
    const { panelUrl } = req.liaison.settings;
    req.session.destroy((error?: unknown) => {
      if (error) next(error);
      else res.redirect(303, panelUrl || home(undefined));
    });
  });

  registry.add({
    method: 'POST',
    path: '/preferences',
    access: { public: 'language and colours are for everybody' },
  });
  router.post('/preferences', (req, res) => {
    req.liaison.route = '/preferences';
    const { data } = preferences.safeParse(req.body);
    if (data?.language && languages.includes(data.language)) req.session.language = data.language;
    if (data?.theme) req.session.theme = data.theme;
    redirectWhenStored(req, res, localPath(data?.returnTo, basePath) ?? home(req.user?.kind));
  });
}
