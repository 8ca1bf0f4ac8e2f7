// Errors as the API says them: one JSON shape, the words of the pages, a status by what happened.
import type { ErrorRequestHandler, Request } from 'express';
import type { RequestState } from '../http/request-state.js';
import { sayReason } from '../http/reasons.js';
import { translateDatabaseError } from '../support/database.js';
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
import { MalformedError, VersionNeededError } from './endpoint.js';

export interface Problem {
  status: number;
  errorCode: string;
  errorMessage: string;
  errorDetails: Record<string, string[]>;
  headers?: Record<string, string>;
}

type Say = (key: string, params?: Record<string, string | number>) => string;

/** What an error is to a caller; `correlation` names it in our log. */
export function problemOf(
  error: unknown,
  { words, settings, id: correlation }: Pick<RequestState, 'words' | 'settings' | 'id'>,
): Problem {
  const say: Say = (key, params = {}) => words.t(`api:errors.${key}`, params);
  const problem = (
    status: number,
    errorCode: string,
    errorMessage: string,
    errorDetails: Record<string, string[]> = {},
    headers: Record<string, string> = {},
  ): Problem => ({ status, errorCode, errorMessage, errorDetails, headers });

  if (error instanceof InputError) {
    const details = Object.entries(error.fields).map(([field, message]) => [field, [words.say(message)]]);
    return problem(422, 'input', say('input'), Object.fromEntries(details) as Record<string, string[]>);
  }
  if (error instanceof MalformedError)
    return problem(400, 'malformed', words.t(`api:malformed.${error.reason}`), error.details);
  if (error instanceof AuthenticationError)
    return problem(401, 'authentication', words.say(error.reason), {}, { 'WWW-Authenticate': 'Bearer' });
  if (error instanceof NotAllowedError) {
    const reasons = error.reasons.map((reason) => sayReason(reason, words, settings));
    return problem(403, 'notAllowed', reasons[0] as string, { permission: [error.permission], reasons });
  }
  if (error instanceof NotFoundError) return problem(404, 'notFound', say('notFound'));
  if (error instanceof ConflictError) {
    const reasons = error.reasons.map((reason) => words.say(reason));
    const [status, code] = error.stale ? [412, 'stale'] : [409, 'conflict'];
    return problem(status, code, reasons[0] as string, error.stale ? {} : { reasons });
  }
  if (error instanceof VersionNeededError) return problem(428, 'versionNeeded', say('versionNeeded'));
  if (error instanceof TooManyError) {
    const seconds = error.retryAfterSeconds;
    return problem(
      429,
      'tooMany',
      say('tooMany', { count: seconds }),
      {},
      { 'Retry-After': String(seconds) },
    );
  }
  if (error instanceof UnavailableError) {
    const text = error.reason ? words.say(error.reason) : say('unavailable');
    return problem(503, 'unavailable', text, {}, { 'Retry-After': '5' });
  }
  const { status } = error as { status?: unknown };
  if (status === 413) return problem(413, 'tooLarge', say('tooLarge'));
  if (typeof status === 'number' && status >= 400 && status < 500)
    return problem(400, 'malformed', words.t('api:malformed.json'));
  return problem(500, 'unknown', say('unknown', { reference: correlation.slice(0, 8) }));
}

/** The API's one error handler. */
export function problems(log: Log): ErrorRequestHandler {
  return (thrown: unknown, req: Request, res, next) => {
    if (res.headersSent) return next(thrown);
    const { id } = req.liaison;
    const error = translateDatabaseError(thrown);
    const { status, headers = {}, ...body } = problemOf(error, req.liaison);
    if (status >= 500) {
      const cause = error instanceof UnavailableError ? error.cause : error;
      log.error('failed', { requestId: id, ...describeError(cause) });
    }
    const { errorCode, errorMessage, errorDetails } = body;
    res.status(status).set(headers).json({ errorCode, errorMessage, correlationId: id, errorDetails });
  };
}
