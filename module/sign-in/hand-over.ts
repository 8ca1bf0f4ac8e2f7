// The signed hand-over: the panel says who has signed in there, once and within a minute. It carries identity only;
// rights are read from the database at every request.
import { createHash } from 'node:crypto';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Identity } from '../permissions/actor.js';
import { toSqlTime, type Clock } from '../support/clock.js';
import { isDuplicate } from '../support/database.js';
import { AuthenticationError } from '../support/errors.js';
import { table } from '../support/tables.js';

const HAND_OVER_SECONDS = 60;
const AUDIENCE = 'liaison';
const ISSUER = 'panel';

const id = z.number().int().positive();

const claimsSchema = z.object({
  jti: z.string().min(16).max(128),
  exp: z.number(),
  identity: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('login'),
      clientId: id,
      userId: id.nullable(),
      contactId: id.or(z.literal(0)).nullable(),
    }),
    z.strictObject({ kind: z.literal('staff'), staffId: id }),
  ]),
  /** Where to go then: a path of ours. Anything else leads to the start page. */
  returnTo: z.string().max(500).optional(),
  /** BCP 47, as the panel's page is shown. */
  locale: z.string().max(20).optional(),
});

export interface HandOver {
  identity: Identity;
  returnTo: string | undefined;
  locale: string | undefined;
}

/** What the panel's bridge does, for the demo and tests: HS256 with the shared secret, a fresh id, 60 seconds. */
export async function signHandOver(
  secret: string,
  handOver: HandOver,
  tokenId: string,
  clock: Clock,
): Promise<string> {
  const now = Math.floor(clock.now().getTime() / 1000);
  const { identity, returnTo, locale } = handOver;
  return new SignJWT({ identity, ...(returnTo ? { returnTo } : {}), ...(locale ? { locale } : {}) })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setJti(tokenId)
    .setIssuedAt(now)
    .setExpirationTime(now + HAND_OVER_SECONDS)
    .sign(new TextEncoder().encode(secret));
}

/**
 * Checks signature, audience and age, and uses the token up: a second time is refused, in whichever process. Throws
 * AuthenticationError with the reason in words.
 */
export async function redeemHandOver(
  secret: string,
  token: string,
  knex: Knex,
  clock: Clock,
): Promise<HandOver> {
  const claims = await verify(secret, token, clock);
  const row = {
    token_id: createHash('sha256').update(claims.jti).digest(),
    expires_at: toSqlTime(new Date(claims.exp * 1000)),
  };
  try {
    await knex(table('hand_overs')).insert(row);
  } catch (error) {
    if (isDuplicate(error)) throw new AuthenticationError({ key: 'sign-in:used' });
    throw error;
  }
  return { identity: claims.identity, returnTo: claims.returnTo, locale: claims.locale };
}

async function verify(secret: string, token: string, clock: Clock): Promise<z.infer<typeof claimsSchema>> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      maxTokenAge: HAND_OVER_SECONDS,
      currentDate: clock.now(),
    });
    return claimsSchema.parse(payload);
  } catch (error) {
    const late = error instanceof joseErrors.JWTExpired;
    throw new AuthenticationError({ key: late ? 'sign-in:expired' : 'sign-in:forged' });
  }
}

/** Forgets token ids that have expired by themselves; how many. */
export async function sweepHandOvers(knex: Knex, clock: Clock): Promise<number> {
  const hourAgo = new Date(clock.now().getTime() - 3_600_000);
  return knex(table('hand_overs')).where('expires_at', '<', toSqlTime(hourAgo)).delete();
}
