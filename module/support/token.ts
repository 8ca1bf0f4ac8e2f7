// Tokens of links: 256 random bits that stand in one mail, and in the database only as their hash (check 24).
import { createHash, randomBytes } from 'node:crypto';

/** As it stands in the link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Undefined for what cannot be a token: then the database need not be asked. */
export function tokenHash(token: string): Buffer | undefined {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? createHash('sha256').update(token).digest() : undefined;
}
