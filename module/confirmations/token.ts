// The token of a link to confirm an address: signed by us, it carries all there is to know, and nothing is stored.
import { errors as joseErrors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { Clock } from '../support/clock.js';

const CONFIRM_DAYS = 30;
const ISSUER = 'liaison';
/** No other token of ours is one of these, whatever secret it was signed with. */
const AUDIENCE = 'liaison-confirm';

const claimsSchema = z.object({
  clientId: z.number().int().positive(),
  contactId: z.number().int().min(0),
  address: z.string().min(1).max(254),
});

/** Whose address, and which: a link says nothing about one that was entered later. */
export type ConfirmClaims = z.infer<typeof claimsSchema>;

export interface ConfirmTokens {
  sign(claims: ConfirmClaims): Promise<string>;
  /** Undefined for what we never signed; `hasEnded` after 30 days. */
  read(token: string): Promise<{ claims: ConfirmClaims; hasEnded: boolean } | undefined>;
}

export function createConfirmTokens(secret: string, clock: Clock): ConfirmTokens {
  const key = new TextEncoder().encode(secret);

  return {
    sign({ clientId, contactId, address }) {
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ clientId, contactId, address })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + CONFIRM_DAYS * 86_400)
        .sign(key);
    },

    async read(token) {
      const options = {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['exp'],
        currentDate: clock.now(),
      };
      try {
        return found((await jwtVerify(token, key, options)).payload, false);
      } catch (error) {
        if (error instanceof joseErrors.JWTExpired) return found(error.payload, true);
        if (error instanceof joseErrors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

function found(payload: JWTPayload, hasEnded: boolean) {
  const claims = claimsSchema.safeParse(payload);
  return claims.success ? { claims: claims.data, hasEnded } : undefined;
}
