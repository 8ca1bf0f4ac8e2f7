// Coming in and going out: the panel's hand-over, the start page, sign-out, and the preferences of a visitor.
import type { Router } from 'express';
import { z } from 'zod';
import type { KnexAuditStore } from '../audit/store.js';
import { localPath } from '../http/local-path.js';
import type { RouteRegistry } from '../http/registry.js';
import { redirectWhenStored } from '../http/session.js';
import { manifest } from '../manifest.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { Executor } from '../support/database.js';
import { NotFoundError } from '../support/errors.js';
import { SIGN_IN } from './password-routes.js';
import type { SignIn } from './passport.js';

export interface SignInRoutesDeps {
  registry: RouteRegistry;
  signIn: SignIn;
  readActor: ReadActor;
  audit: KnexAuditStore;
  on: Executor;
  basePath: string;
  languages: readonly string[];
  /** Whether "/" is ours: the demo has its own. */
  root: boolean;
}

/** Pages outside the areas that a form may lead back to. */
const OUTSIDE = [SIGN_IN, manifest.mounts.invite, manifest.mounts.reset];
const INSIDE = [manifest.mounts.client, manifest.mounts.admin];

const preferences = z.object({
  language: z.string().max(12).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  /** Which of the session's openings. */
  client: z.coerce.number().int().nonnegative().optional(),
  returnTo: z.string().max(1000).optional(),
});

export function signInRoutes(router: Router, deps: SignInRoutesDeps): void {
  const { registry, signIn, readActor, audit, on, basePath, languages, root } = deps;
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

  if (root) {
    registry.add({ method: 'GET', path: '/', access: { public: 'only leads on' } });
    router.get('/', (req, res) => {
      req.liaison.route = '/';
      res.redirect(303, req.user ? home(req.user.kind) : `${basePath}${SIGN_IN}`);
    });
  }

  registry.add({ method: 'POST', path: '/sign-out', access: { public: 'anybody may leave' } });
  router.post('/sign-out', (req, res, next) => {
    req.liaison.route = '/sign-out';
    const { panelUrl } = req.liaison.settings;
    const { returnTo } = (req.body ?? {}) as { returnTo?: unknown };
    // Back to the invitation that somebody else's sign-in stood in the way of.
    const back = localPath(returnTo, basePath, [manifest.mounts.invite]);
    req.session.destroy((error?: unknown) => {
      if (error) next(error);
      else res.redirect(303, back ?? (panelUrl || home(undefined)));
    });
  });

  registry.add({
    method: 'POST',
    path: '/preferences',
    access: { public: 'language and colours are for everybody; another account is opened by who may' },
  });
  router.post('/preferences', async (req, res) => {
    req.liaison.route = '/preferences';
    const { data } = preferences.safeParse(req.body);
    if (data?.language && languages.includes(data.language)) req.session.language = data.language;
    if (data?.theme) req.session.theme = data.theme;
    if (data?.client !== undefined) {
      const openings = req.session.openings ?? [];
      const opening = req.user && openings[data.client];
      const actor = opening && (await readActor(opening.identity, on));
      if (!actor) throw new NotFoundError('client');
      await signIn.enter(req, { actor, openings, proof: 'signedIn' });
      // The page that was open is about the other account.
      return redirectWhenStored(req, res, home(actor.kind));
    }
    const back = localPath(data?.returnTo, basePath, [...INSIDE, ...OUTSIDE]);
    redirectWhenStored(req, res, back ?? home(req.user?.kind));
  });
}
