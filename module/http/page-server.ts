// Serves declared pages. Always in this order: who is it → may they (403) → load (404) → parse (422) → submit (303,
// 409). Whatever is thrown on the way goes to the one error handler.
import type { Request, RequestHandler, Response, Router } from 'express';
import { randomUUID } from 'node:crypto';
import type { MenuFact } from '../manifest.js';
import { ConflictError, InputError } from '../support/errors.js';
import { flatten, readSubmission, unflatten, type Submission } from './answers.js';
import type { Area } from './areas.js';
import { enter, type GuardDeps } from './guard.js';
import { applyChoices, conflictRows } from './conflict.js';
import { inputName } from './fields.js';
import {
  NOTHING_TYPED,
  type Answers,
  type Outcome,
  type Page,
  type PageForm,
  type PageRequest,
  type Typed,
} from './page.js';
import { readForm } from './read-form.js';
import type { RouteRegistry } from './registry.js';
import type { Renderer } from './render.js';
import { redirectWhenStored } from './session.js';
import { setFlash, shellOf, type ShellDeps } from './shell.js';

export interface PageServerDeps extends GuardDeps {
  renderer: Renderer;
  registry: RouteRegistry;
  shell: ShellDeps;
  /** Read for every page: what menu entries depend on may change at any moment. */
  menuFacts: () => Promise<ReadonlySet<MenuFact>>;
}

/** Mounts the pages on `router`, which hangs below the module's base path, and writes them into the registry. */
export function servePages(router: Router, area: Area, pages: readonly Page[], deps: PageServerDeps): void {
  for (const page of pages) {
    const path = `${area.mount}${page.path}`;
    const access = { permission: page.permission };
    deps.registry.add({ method: 'GET', path, access });
    router.get(path, showPage(area, page, deps));
    if (!page.form) continue;
    deps.registry.add({ method: 'POST', path, access });
    router.post(path, submitPage(area, page, page.form, deps));
  }
}

function showPage(area: Area, page: Page, deps: PageServerDeps): RequestHandler {
  return async (req, res) => {
    const request = await enter(req, area, page, deps);
    const model = await page.load(request);
    const fresh = page.form ? freshEnvelope(page.form, model, request) : undefined;
    const locals = page.locals(model, request, NOTHING_TYPED);
    const status = locals.failed ? 422 : 200;
    await answer(req, res, { status, area, page, request, locals, fresh }, deps);
  };
}

function submitPage(
  area: Area,
  page: Page,
  form: PageForm<unknown, unknown>,
  deps: PageServerDeps,
): RequestHandler {
  return async (req, res) => {
    const request = await enter(req, area, page, deps);
    const model = await page.load(request);
    const submission = chosen(readSubmission(req.body), form, model, request);
    const answers = flatten(submission.fields);
    const again = (status: number, shown: unknown, typed: Omit<Typed, 'answers'>): Promise<void> => {
      // The version stays the one that was seen: a form that comes back with errors must not forget it is stale.
      const fresh = status === 409 ? freshEnvelope(form, shown, request) : sameEnvelope(submission);
      const locals = page.locals(shown, request, { answers, ...typed });
      return answer(req, res, { status, area, page, request, locals, fresh }, deps);
    };
    const read = readForm(form.schema(model, request), submission.fields);
    if (!read.ok) return again(422, model, { errors: read.errors, notice: undefined });
    try {
      const outcome = await form.submit(request, model, read.values, submission.envelope);
      if ('view' in outcome) {
        // After a conflict the same key would count as the click before.
        const fresh = outcome.status === 409 ? freshEnvelope(form, model, request) : sameEnvelope(submission);
        return answer(req, res, { ...atOnce(outcome, area, page, request), fresh }, deps);
      }
      if (outcome.flash) setFlash(req, outcome.flash);
      redirectWhenStored(req, res, request.to(outcome.redirect));
    } catch (error) {
      if (error instanceof InputError) return again(422, model, { errors: error.fields, notice: undefined });
      if (!(error instanceof ConflictError)) throw error;
      const now = await page.load(request);
      if (!form.stored) return again(409, now, { errors: {}, notice: error.reason });
      const theirs = form.stored(now, request);
      const rows = conflictRows(form, request, { theirs, mine: answers, base: submission.base });
      const { title: of } = page.locals(now, request, NOTHING_TYPED);
      const locals = { title: request.words.t('common:conflict.title'), of, rows, mine: asInputs(answers) };
      const fresh = { ...freshEnvelope(form, now, request), requestKey: submission.envelope.requestKey };
      await answer(
        req,
        res,
        { status: 409, area, page: { ...page, view: 'conflict' }, request, locals, fresh },
        deps,
      );
    }
  };
}

/** What travels hidden in the form that is shown. */
interface HiddenFields {
  version: string;
  requestKey: string;
  base: string;
}

function freshEnvelope(form: PageForm<unknown, unknown>, model: unknown, request: PageRequest): HiddenFields {
  return {
    version: form.version?.(model) ?? '',
    requestKey: randomUUID(),
    base: form.stored ? JSON.stringify(unflatten(form.stored(model, request))) : '',
  };
}

const sameEnvelope = ({ envelope, base }: Submission): HiddenFields => ({
  version: envelope.version,
  requestKey: envelope.requestKey,
  base: JSON.stringify(unflatten(base)),
});

const atOnce = (
  { view, locals, status = 200 }: Extract<Outcome, { view: string }>,
  area: Area,
  page: Page,
  request: PageRequest,
) => ({ status, area, page: { ...page, view }, request, locals });

// On the conflict page each field was chosen: what is "theirs" takes the value stored now.
function chosen(
  submission: Submission,
  form: PageForm<unknown, unknown>,
  model: unknown,
  request: PageRequest,
): Submission {
  if (!form.stored || Object.keys(submission.choices).length === 0) return submission;
  const mine = flatten(submission.fields);
  return {
    ...submission,
    fields: unflatten(applyChoices(mine, form.stored(model, request), submission.choices)),
  };
}

const asInputs = (answers: Answers): { name: string; value: string }[] =>
  Object.entries(answers).map(([path, value]) => ({ name: inputName(path), value }));

async function answer(
  req: Request,
  res: Response,
  shown: {
    status: number;
    area: Area;
    page: Page;
    request: PageRequest;
    locals: { title: string };
    fresh: HiddenFields | undefined;
  },
  deps: PageServerDeps,
): Promise<void> {
  const { status, area, page, request, locals, fresh } = shown;
  const html = await deps.renderer.render(page.view, {
    ...locals,
    shell: shellOf(req, deps.shell, area, request, await deps.menuFacts()),
    t: request.words.t,
    to: request.to,
    failed: status >= 400,
    hidden: fresh,
  });
  res.status(status).type('html').send(html);
}
