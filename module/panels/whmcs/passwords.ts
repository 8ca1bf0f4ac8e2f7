// WHMCS's passwords: bcrypt as written today, and three older forms that are only verified (hosts.md §1.8).
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { bcryptHash, bcryptMatches, isBcryptHash } from '../../support/bcrypt.js';
import type { Message } from '../../support/errors.js';

// What WHMCS itself uses; the least that safety.md rule 23 allows.
const COST = 10;
// bcrypt looks no further. Nobody's own password is that long, but a panel may have hashed a longer one, cut here.
const BYTES_MAX = 72;
const READ_MAX = 1024;
// Of a random text that nobody kept: what an unknown login is compared with, so that it takes as long as a known one.
const NOBODY = '$2y$10$Z7WvJzS5EHnCYkjTerinD.iOKuzv7is3e/IGw0ne3JzugHwNY15b2';

/** Why bcrypt could not keep the whole password: it must not be cut silently. */
export function passwordRefusal(password: string): Message | undefined {
  if (password.includes('\0')) return { key: 'panels:refused.character', params: { character: '␀' } };
  if (Buffer.byteLength(password) <= BYTES_MAX) return undefined;
  return { key: 'panels:refused.passwordTooLong', params: { max: BYTES_MAX } };
}

/** Throws an Error for a password that `passwordRefusal` refuses. */
export async function hashPassword(password: string): Promise<string> {
  if (password === '' || passwordRefusal(password)) throw new Error('No password that bcrypt can keep');
  return bcryptHash(password, COST);
}

/** Whether this is the password behind the stored text; false for undefined, in the time that a bcrypt hash takes. */
export async function passwordMatches(stored: string | undefined, password: string): Promise<boolean> {
  const usable = password !== '' && password.length <= READ_MAX && !password.includes('\0');
  const typed = usable ? spellings(password) : ['-'];
  const current = stored !== undefined && isBcryptHash(stored);
  // Also for the older forms: their speed would tell that there is such a login.
  const hash = current ? stored : NOBODY;
  const matches = await Promise.all(typed.map((spelling) => bcryptMatches(spelling, hash)));
  if (!usable || stored === undefined) return false;
  return current ? matches.includes(true) : typed.some((spelling) => matchesOldForm(stored, spelling));
}

// Old versions may have encoded what was typed before they hashed it (inferred).
function spellings(password: string): string[] {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#039;',
  };
  const encoded = password.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return encoded === password ? [password] : [password, encoded];
}

function matchesOldForm(stored: string, password: string): boolean {
  const [, hash = '', , salt = ''] = /^((?:[0-9a-f]{32}){1,2})(:(.+))?$/is.exec(stored) ?? [];
  const hmac = hash.length === 64;
  if (hash === '' || (hmac && salt === '')) return false;
  const computed = hmac
    ? createHmac('sha256', salt).update(password)
    : createHash('md5').update(salt + password);
  return timingSafeEqual(computed.digest(), Buffer.from(hash, 'hex'));
}
