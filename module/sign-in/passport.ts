// Passport for the module alone (the host may have its own): the hand-over strategy, and the actor read from the
// database at every request, so that an ended login is signed out by its next click (P6).
import type { RequestHandler } from 'express';
import { Passport } from 'passport';
import { Strategy as CustomStrategy } from 'passport-custom';
import { ABSOLUTE_MS } from '../http/session.js';
import type { Identity } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { AuthenticationError } from '../support/errors.js';
import type { HandOver } from './hand-over.js';

export const HAND_OVER = 'hand-over';

export interface SignIn {
  /** Loads the actor of the session into `req.user`. */
  session: RequestHandler[];
  /** Signs in from the `token` of the query, then goes on. Throws AuthenticationError. */
  handOver: RequestHandler;
}

export function createSignIn(deps: {
  redeem: (token: string) => Promise<HandOver>;
  readActor: ReadActor;
  on: Executor;
  clock: Clock;
}): SignIn {
  const { redeem, readActor, on, clock } = deps;
  const passport = new Passport();

  passport.use(
    HAND_OVER,
    new CustomStrategy((req, done) => {
      const { token } = req.query;
      (async () => {
        if (typeof token !== 'string') throw new AuthenticationError({ key: 'sign-in:forged' });
        const handOver = await redeem(token);
        const actor = await readActor(handOver.identity, on);
        if (!actor) throw new AuthenticationError({ key: 'sign-in:ended' });
        done(null, actor, handOver);
      })().catch((error: unknown) => done(error));
    }),
  );
  passport.serializeUser<Identity>((actor, done) => done(null, actor.identity));
  passport.deserializeUser<Identity>((identity, done) => {
    readActor(identity, on).then(
      (actor) => done(null, actor ?? false),
      (error: unknown) => done(error),
    );
  });

  const endAfterLimit: RequestHandler = (req, _res, next) => {
    const { signedInAt = 0, epoch = 0 } = req.session;
    if (!req.user) return next();
    const tooOld = clock.now().getTime() - signedInAt > ABSOLUTE_MS;
    // Suspended, ended or given a new password since: every session of before is over (I10).
    if (!tooOld && epoch === req.user.epoch) return next();
    req.logout(next);
  };

  return {
    session: [passport.initialize(), passport.session(), endAfterLimit],
    handOver: (req, res, next) => {
      const finish = (error: unknown, actor?: Express.User | false, handOver?: HandOver): void => {
        if (error || !actor) return next(error ?? new AuthenticationError({ key: 'sign-in:forged' }));
        // Passport gives the sign-in a new session id; nothing of the earlier visitor's session is kept.
        req.logIn(actor, (failed?: unknown) => {
          if (failed) return next(failed);
          req.session.signedInAt = clock.now().getTime();
          req.session.epoch = actor.epoch;
          if (handOver?.locale) req.session.panelLocale = handOver.locale;
          req.liaison.returnTo = handOver?.returnTo;
          next();
        });
      };
      (passport.authenticate(HAND_OVER, finish) as RequestHandler)(req, res, next);
    },
  };
}
