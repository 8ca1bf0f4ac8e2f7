// Email addresses (C4): one address, trimmed, compared case-insensitively, kept in the form mail servers understand.
import { domainToASCII, domainToUnicode } from 'node:url';
import validator from 'validator';

export const EMAIL_MAX = 254;

export function isEmail(text: string): boolean {
  // The library throws on half a character (a lone surrogate).
  return !/\p{Cs}/u.test(text) && validator.isEmail(text);
}

/** The domain in its ASCII form, as stored and sent: "a@münchen.de" → "a@xn--mnchen-3ya.de". */
export function toMailForm(email: string): string {
  return withDomain(email, domainToASCII);
}

/** The domain as people write it. */
export function toReadForm(email: string): string {
  return withDomain(email, domainToUnicode);
}

/** Forms show the domain as people write it; sent back like that, the address was left alone. */
export const isKeptEmail = (typed: string, stored: string): boolean =>
  typed === stored || typed === toReadForm(stored);

/** What is wrong with a typed address, below `contacts:errors`. One that was left as it stands stored is fine. */
export function emailFault(
  typed: string,
  stored: string | undefined,
): 'email.empty' | 'email.format' | undefined {
  if (stored !== undefined && isKeptEmail(typed, stored)) return undefined;
  if (typed === '') return 'email.empty';
  return isEmail(typed) ? undefined : 'email.format';
}

/** The domain in the one form in which two of them may be compared; '' when there is none. */
export function domainOf(email: string): string {
  return email.includes('@')
    ? toMailForm(email)
        .slice(email.lastIndexOf('@') + 1)
        .toLowerCase()
    : '';
}

function withDomain(email: string, convert: (domain: string) => string): string {
  const at = email.lastIndexOf('@');
  if (at < 0) return email;
  return `${email.slice(0, at + 1)}${convert(email.slice(at + 1)) || email.slice(at + 1)}`;
}
