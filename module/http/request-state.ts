// What we know of a request beside Express's own: one object, so that nothing of ours is scattered over `req`.
import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Actor } from '../permissions/actor.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings/store.js';
import type { I18n, Translator } from '../support/i18n.js';
import type { Log } from '../support/log.js';

export interface RequestState {
  id: string;
  nonce: string;
  words: Translator;
  settings: Settings;
  /** Where the hand-over wants to go, until the redirect has checked it. */
  returnTo: string | undefined;
  /** The route's pattern, for the log: a URL may hold what somebody searched for. */
  route: string | undefined;
}

// `req.user` is Passport's; what stands in it is ours.
declare global {
  namespace Express {
    interface User extends Actor {}
  }
}

declare module 'express-serve-static-core' {
  interface Request {
    liaison: RequestState;
  }
}

/** First of all handlers: gives the request its id and, until more is known, the browser's language. */
export function requestState(i18n: I18n, log: Log): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    req.liaison = {
      id: randomUUID(),
      nonce: randomBytes(16).toString('base64'),
      words: i18n.for(i18n.choose(req.acceptsLanguages())),
      settings: DEFAULT_SETTINGS,
      returnTo: undefined,
      route: undefined,
    };
    res.on('finish', () => {
      const actor = req.user;
      const fields = {
        requestId: req.liaison.id,
        method: req.method,
        route: req.liaison.route ?? 'none',
        status: res.statusCode,
        milliseconds: Math.round(Number(process.hrtime.bigint() - started) / 1e6),
        ...(actor ? { actorKind: actor.kind } : {}),
      };
      if (res.statusCode >= 500) log.error('request', fields);
      else log.info('request', fields);
    });
    next();
  };
}
