// Passport for the module alone (the host may have its own): who comes in, and the actor read from the
// database at every request, so that an ended login is signed out by its next click (P6).
import type { Request, RequestHandler, Response } from 'express';
import type { SessionData } from 'express-session';
import { Passport } from 'passport';
import { Strategy as CustomStrategy } from 'passport-custom';
import type { Entering } from '../http/public-page.js';
import { ABSOLUTE_MS, type Opening } from '../http/session.js';
import type { Identity } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { AuthenticationError } from '../support/errors.js';
import type { HandOver } from './hand-over.js';

const HAND_OVER = 'hand-over';

export interface SignIn {
  /** Loads the actor of the session into `req.user`. */
  session: RequestHandler[];
  /** Signs in from the `token` of the query, then goes on. Throws AuthenticationError. */
  handOver: RequestHandler;
  /** Gives the session to somebody who has proven who they are, under a new id; only their preferences are kept. */
  enter: (req: Request, entering: Entering) => Promise<void>;
}

export function createSignIn(deps: {
  redeem: (token: string) => Promise<HandOver>;
  readActor: ReadActor;
  /** The accounts beside this one that the same login opens. */
  openingsBeside: (identity: Identity) => Promise<Opening[]>;
  on: Executor;
  clock: Clock;
}): SignIn {
  const { redeem, readActor, openingsBeside, on, clock } = deps;
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

  // Passport gives the sign-in a new session id; nothing of the earlier visitor's session is kept but what is said here.
  const become = (req: Request, actor: Express.User, data: Partial<SessionData>): Promise<void> =>
    new Promise((resolve, reject) => {
      req.logIn(actor, (failed?: unknown) => {
        if (failed) return reject(failed);
        Object.assign(req.session, data, { epoch: actor.epoch });
        resolve();
      });
    });

  const proven = (req: Request, res: Response): Promise<{ actor: Express.User; handOver: HandOver }> =>
    new Promise((resolve, reject) => {
      const finish = (error: unknown, actor?: Express.User | false, handOver?: HandOver): void => {
        if (error || !actor || !handOver) reject(error ?? new AuthenticationError({ key: 'sign-in:forged' }));
        else resolve({ actor, handOver });
      };
      (passport.authenticate(HAND_OVER, finish) as RequestHandler)(req, res, reject);
    });

  return {
    session: [passport.initialize(), passport.session(), endAfterLimit],
    handOver: async (req, res, next) => {
      const { actor, handOver } = await proven(req, res);
      const openings = await openingsBeside(actor.identity);
      await become(req, actor, {
        signedInAt: clock.now().getTime(),
        ...(handOver.locale ? { panelLocale: handOver.locale } : {}),
        ...choiceOf(openings),
      });
      req.liaison.returnTo = handOver.returnTo;
      next();
    },
    enter(req, { actor, openings, proof }) {
      const { language, theme, signedInAt = 0, freshAt } = req.session;
      const now = clock.now().getTime();
      return become(req, actor, {
        ...(language ? { language } : {}),
        ...(theme ? { theme } : {}),
        // Who goes on with a sign-in goes on with its age, too.
        ...(proof === 'password'
          ? { signedInAt: now, freshAt: now }
          : { signedInAt, ...(freshAt === undefined ? {} : { freshAt }) }),
        ...choiceOf(openings),
      });
    },
  };
}

const choiceOf = (openings: readonly Opening[]): Partial<SessionData> =>
  openings.length > 1 ? { openings } : {};
