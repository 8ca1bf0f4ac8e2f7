// How the panel's bridge proves that a call is its own: an HMAC over time, path and body with the shared secret.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a call may be older, or newer: clocks of one server may differ a little between PHP and us. */
export const SIGNATURE_SECONDS = 60;

export const TIME_HEADER = 'X-Liaison-Time';
export const SIGNATURE_HEADER = 'X-Liaison-Signature';

export interface SignedCall {
  /** Unix seconds, as sent. */
  time: string;
  /** Below the base path: "/panel/hooks/ticket-open". */
  path: string;
  body: string;
}

/** Hex HMAC-SHA256. */
export const signatureOf = (secret: string, { time, path, body }: SignedCall): string =>
  createHmac('sha256', secret).update(`${time}\n${path}\n${body}`).digest('hex');

/** Compared in constant time; false also for a time that is no number. */
export function isSigned(secret: string, signature: string, call: SignedCall, now: Date): boolean {
  if (!/^\d{1,12}$/.test(call.time)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(call.time)) > SIGNATURE_SECONDS) return false;
  const expected = Buffer.from(signatureOf(secret, call));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
