// Serves declared public pages. Always in this order: too often (429) → elsewhere (303) → switched off (503) → load (404)
// → over (410, 409) → parse (422) → submit (303, 409). Whatever else is thrown goes to the one error handler.
import type { Request, RequestHandler, Response, Router } from 'express';
import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, UnavailableError } from '../support/errors.js';
import { flatten, readSubmission } from './answers.js';
import type { GuardDeps } from './guard.js';
import { localPath } from './local-path.js';
import { NOTHING_TYPED, type Typed } from './page.js';
import type { Entering, PublicForm, PublicPage, PublicRequest, PublicView } from './public-page.js';
import { readForm } from './read-form.js';
import type { RouteRegistry } from './registry.js';
import type { Renderer } from './render.js';
import { redirectWhenStored } from './session.js';
import { setFlash, shellOf, type ShellDeps } from './shell.js';

export interface PublicPageDeps extends Pick<GuardDeps, 'panel' | 'basePath'> {
  renderer: Renderer;
  registry: RouteRegistry;
  shell: ShellDeps;
  /** Signs in. */
  enter: (req: Request, entering: Entering) => Promise<void>;
}

/** Mounts the pages on `router`, which hangs below the module's base path, and writes them into the registry. */
export function servePublicPages(router: Router, pages: readonly PublicPage[], deps: PublicPageDeps): void {
  for (const page of pages) {
    const access = { public: page.reason };
    deps.registry.add({ method: 'GET', path: page.path, access });
    router.get(page.path, showPage(page, deps));
    if (!page.form) continue;
    deps.registry.add({ method: 'POST', path: page.path, access });
    router.post(page.path, submitPage(page, page.form, deps));
  }
}

function showPage(page: PublicPage, deps: PublicPageDeps): RequestHandler {
  return async (req, res) => {
    const request = await open(req, page, deps);
    const elsewhere = page.elsewhere?.(request);
    if (elsewhere !== undefined) return redirectWhenStored(req, res, elsewhere);
    refuseSwitchedOff(page, deps);
    const model = await page.load(request);
    const over = page.over?.(model, request);
    if (over) return answer(req, res, 410, over, deps);
    await answer(req, res, 200, viewOf(page, page.locals(model, request, NOTHING_TYPED)), deps);
  };
}

function submitPage(
  page: PublicPage,
  form: PublicForm<unknown, unknown>,
  deps: PublicPageDeps,
): RequestHandler {
  return async (req, res) => {
    const request = await open(req, page, deps);
    refuseSwitchedOff(page, deps);
    const model = await page.load(request);
    const { fields } = readSubmission(req.body);
    const again = (status: number, shown: unknown, typed: Omit<Typed, 'answers'>): Promise<void> => {
      const over = page.over?.(shown, request);
      if (over) return answer(req, res, 409, over, deps);
      const locals = page.locals(shown, request, { answers: flatten(fields), ...typed });
      return answer(req, res, status, viewOf(page, locals), deps);
    };
    if (page.over?.(model, request)) return again(409, model, { errors: {}, notice: undefined });
    const read = readForm(form.schema(model, request), fields);
    if (!read.ok) return again(422, model, { errors: read.errors, notice: undefined });
    try {
      const outcome = await form.submit(request, model, read.values);
      if ('view' in outcome) return answer(req, res, 200, outcome, deps);
      if (outcome.entering) await deps.enter(req, outcome.entering);
      if (outcome.flash) setFlash(req, outcome.flash);
      redirectWhenStored(req, res, outcome.redirect);
    } catch (error) {
      if (error instanceof InputError) return again(422, model, { errors: error.fields, notice: undefined });
      if (!(error instanceof ConflictError)) throw error;
      await again(409, await page.load(request), { errors: {}, notice: error.reason });
    }
  };
}

async function open(req: Request, page: PublicPage, deps: PublicPageDeps): Promise<PublicRequest> {
  const { basePath } = deps;
  req.liaison.route = page.path;
  const ip = req.ip ?? '';
  await page.limit?.consume(ip);
  return {
    actor: req.user,
    openings: req.user ? (req.session.openings ?? []) : [],
    params: req.params as Record<string, string>,
    query: req.query,
    words: req.liaison.words,
    settings: req.liaison.settings,
    origin: { requestId: req.liaison.id, ip },
    here: req.originalUrl,
    to: (path) => `${basePath}${path}`,
    local: (path) => localPath(path, basePath),
  };
}

function refuseSwitchedOff({ needs }: PublicPage, { panel }: PublicPageDeps): void {
  const needed = needs && panel.capabilities[needs];
  if (needed && !needed.on) throw new UnavailableError(undefined, needed.because);
}

const viewOf = ({ view }: PublicPage, locals: PublicView['locals']): PublicView => ({ view, locals });

async function answer(
  req: Request,
  res: Response,
  status: number,
  { view, locals }: PublicView,
  deps: PublicPageDeps,
): Promise<void> {
  const html = await deps.renderer.render(view, {
    ...locals,
    shell: shellOf(req, deps.shell),
    t: req.liaison.words.t,
    failed: status >= 400,
    hidden: { version: '', requestKey: randomUUID(), base: '' },
  });
  res.status(status).type('html').send(html);
}
