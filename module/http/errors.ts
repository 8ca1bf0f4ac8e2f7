// The one place where an error becomes an answer. Nobody sees a stack trace: what we do not know is a 500 with a
// reference that the log knows too.
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { PanelClients } from '../panels/panel.js';
import { decide } from '../permissions/decide.js';
import { PERMISSIONS, isPermission } from '../permissions/catalogue.js';
import type { WhoCanGive } from '../sub-accounts/who-can-give.js';
import { translateDatabaseError, type Executor } from '../support/database.js';
import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  TooManyError,
  UnavailableError,
} from '../support/errors.js';
import { describeError, type Log } from '../support/log.js';
import { ForgedFormError } from './csrf.js';
import { localPath } from './local-path.js';
import type { Renderer } from './render.js';
import { sayReason } from './reasons.js';
import { shellOf, type ShellDeps } from './shell.js';

export interface ErrorPageDeps {
  renderer: Renderer;
  shell: ShellDeps;
  clients: PanelClients;
  whoCanGive: WhoCanGive;
  on: Executor;
  log: Log;
}

interface Answer {
  status: number;
  view: string;
  locals: { title: string; [local: string]: unknown };
}

export const notFound: RequestHandler = (_req, _res, next) => next(new NotFoundError('page'));

export function errorPages(deps: ErrorPageDeps): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    const error = translateDatabaseError(thrown);
    if (res.headersSent) {
      // The page is on its way; what failed is what comes after it, such as saving the session. Express would print
      // the error with everything in it.
      return deps.log.error('failed after the answer', {
        requestId: req.liaison.id,
        ...describeError(thrown),
      });
    }
    return answerTo(error, req, deps)
      .catch((failed: unknown) => answerTo(translateDatabaseError(failed), req, deps))
      .then(async ({ status, view, locals }) => {
        if (status >= 500) {
          const cause = error instanceof UnavailableError ? error.cause : error;
          deps.log.error('failed', { requestId: req.liaison.id, ...describeError(cause) });
        }
        if (status === 503) res.set('Retry-After', '5');
        if (error instanceof TooManyError) res.set('Retry-After', String(error.retryAfterSeconds));
        const shell = shellOf(req, deps.shell);
        res
          .status(status)
          .type('html')
          .send(await deps.renderer.render(view, { ...locals, shell, t: req.liaison.words.t, failed: true }));
      })
      .catch(next);
  };
}

async function answerTo(error: unknown, req: Request, deps: ErrorPageDeps): Promise<Answer> {
  const { words, id, settings } = req.liaison;
  const simple = (status: number, name: string, params: object = {}): Answer => ({
    status,
    view: 'errors/simple',
    locals: {
      title: words.t(`errors:${name}.title`),
      text: words.t(`errors:${name}.text`, { ...params }),
      way: settings.panelUrl,
    },
  });
  if (error instanceof AuthenticationError) {
    const title = words.t('sign-in:title');
    return {
      status: 401,
      view: 'errors/sign-in',
      locals: { title, text: words.say(error.reason), way: settings.panelUrl, here: signInLink(req, deps) },
    };
  }
  if (error instanceof NotAllowedError) return refusal(error, req, deps);
  if (error instanceof NotFoundError) return simple(404, 'notFound');
  if (error instanceof ForgedFormError) return simple(403, 'forged');
  if (error instanceof ConflictError) return simple(409, 'conflict', { reason: words.say(error.reason) });
  if (error instanceof InputError) return simple(422, 'input');
  if (error instanceof TooManyError) return simple(429, 'tooMany', { count: error.retryAfterSeconds });
  if (error instanceof UnavailableError) {
    return error.reason
      ? simple(503, 'switchedOff', { reason: words.say(error.reason) })
      : simple(503, 'unavailable');
  }
  const { status } = error as { status?: unknown };
  // Express's own parsers refuse what is too large or malformed with a 4xx of theirs.
  if (status === 413) return simple(413, 'tooLarge');
  if (typeof status === 'number' && status >= 400 && status < 500) return simple(400, 'malformed');
  return simple(500, 'unknown', { reference: id.slice(0, 8) });
}

// The page that was asked for stands behind the sign-in: a typed address leads back to it.
function signInLink(req: Request, { shell: { signIn, basePath } }: ErrorPageDeps): string | undefined {
  if (signIn === undefined) return undefined;
  const back = req.method === 'GET' ? localPath(req.originalUrl, basePath) : undefined;
  return `${basePath}${signIn}${back === undefined ? '' : `?returnTo=${encodeURIComponent(back)}`}`;
}

// OP2: what is missing, who can give it, and what this person can do here instead.
async function refusal(error: NotAllowedError, req: Request, deps: ErrorPageDeps): Promise<Answer> {
  const { words, settings } = req.liaison;
  const actor = req.user;
  const clientId = actor?.identity.kind === 'login' ? actor.identity.clientId : undefined;
  const owner = clientId === undefined ? undefined : await deps.clients.find(clientId, deps.on);
  const names = owner ? { owner: owner.ownerName } : {};
  const permission = isPermission(error.permission) ? error.permission : undefined;
  // Who has the permission and is refused all the same ran into a rule, which the reasons say.
  const lacks = permission && !(actor && decide(actor, permission).allowed);
  const isTurnedOff = CEILING.test(error.reasons[0]?.key ?? '');
  const own = actor ? PERMISSIONS.filter((one) => decide(actor, one).allowed) : [];
  return {
    status: 403,
    view: 'errors/refused',
    locals: {
      title: words.t(permission && !lacks ? 'errors:refused.cannotDo' : 'errors:refused.title'),
      needed: lacks
        ? words.t('errors:refused.needed', { permission: words.t(`permissions:labels.${permission}`) })
        : undefined,
      reasons:
        lacks && isTurnedOff
          ? [words.t('errors:refused.turnedOff', { provider: settings.providerName })]
          : error.reasons.map((reason) => sayReason(reason, words, settings, names)),
      who: permission && !isTurnedOff ? await whoHelps() : undefined,
      own: own.map((one) => words.t(`permissions:labels.${one}`)),
      way: settings.panelUrl,
    },
  };

  async function whoHelps(): Promise<string | undefined> {
    if (!permission || clientId === undefined || !owner) return undefined;
    if (!lacks) return words.t('errors:refused.helper', { owner: owner.ownerName });
    const givers = await deps.whoCanGive(clientId, permission, deps.on);
    const said = new Intl.ListFormat(words.language).format(givers);
    return givers.length > 0
      ? words.t('errors:refused.who', { count: givers.length, names: said })
      : undefined;
  }
}

// A ceiling, which nobody at the client can lift.
const CEILING = /^permissions:(because\.ceiling\.|refused\.turnedOff)/;
