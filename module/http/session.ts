// The session cookie and what a session remembers: who signed in and small preferences, never rights.
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Identity } from '../permissions/actor.js';
import type { Message } from '../support/errors.js';
import type { KnexSessionStore } from './session-store.js';

/** One of several accounts that a sign-in opens: whose, and what it is called. Its rights are read when it is opened. */
export interface Opening {
  identity: Extract<Identity, { kind: 'login' }>;
  name: string;
}

declare module 'express-session' {
  interface SessionData {
    language: string;
    theme: 'system' | 'light' | 'dark';
    flash: Message;
    /** Milliseconds since 1970, for the absolute limit. */
    signedInAt: number;
    /** Of the login when it signed in: another one now means that the sign-in has ended. */
    epoch: number;
    /** When the password was last checked, in milliseconds since 1970 (P4). */
    freshAt: number;
    /** The language the panel handed over, for when its record says none. */
    panelLocale: string;
    /** Set when there is a choice. */
    openings: readonly Opening[];
  }
}

/** After so much idleness, and at the latest after so long, a sign-in ends (ASVS 5.0, 7.3.1–2). */
export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;

/** A checked password counts for so long (P4). */
export const FRESH_MS = 10 * 60_000;

export function sessions(
  store: KnexSessionStore,
  options: { secret: string; secure: boolean },
): RequestHandler {
  return session({
    store,
    secret: options.secret,
    // The __Host- prefix binds the cookie to this host over https; browsers refuse it over plain http.
    name: options.secure ? '__Host-liaison' : 'liaison',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: options.secure, path: '/', maxAge: IDLE_MS },
  });
}

/**
 * Leads on once the session is stored. Without it express-session sends the 303 first and stores after, and a browser
 * that follows at once finds the session as it was: not signed in, without flash, in the old language. When it cannot
 * be stored we lead on all the same: what was asked for is done, an error page would say that it is not, and the page
 * we lead to meets the same database. express-session tries again and the failure is logged then.
 */
export function redirectWhenStored(req: Request, res: Response, to: string): void {
  req.session.save(() => res.redirect(303, to));
}
