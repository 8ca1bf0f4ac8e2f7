// Forms are ours: each unsafe request carries the session's token, and a browser that says it comes from another site
// is refused before anything is read.
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';

const { csrfSynchronisedProtection, generateToken } = csrfSync({
  getTokenFromRequest: (req) => {
    const token = (req.body as Record<string, unknown> | undefined)?.['_csrf'];
    return typeof token === 'string' ? token : undefined;
  },
  size: 32,
});

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The form was shown to another sign-in, has expired, or is not ours. Nothing was changed. */
export class ForgedFormError extends Error {
  override readonly name = 'ForgedFormError';
}

export const csrfProtection: RequestHandler = (req, res, next) => {
  const site = req.get('sec-fetch-site');
  if (!SAFE.has(req.method) && site !== undefined && site !== 'same-origin' && site !== 'none') {
    return next(new ForgedFormError());
  }
  csrfSynchronisedProtection(req, res, (error?: unknown) => next(error ? new ForgedFormError() : undefined));
};

/** The token for this session's forms; '' when there is no session (an error page while the database is away). */
export function csrfTokenOf(req: Request): string {
  return (req as { session?: unknown }).session ? generateToken(req) : '';
}
