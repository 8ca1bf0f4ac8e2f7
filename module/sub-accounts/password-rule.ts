// What a password set here must be (ASVS 5.0, 6.2; CL9): long, not guessable from what everybody knows about the person.
// No rule about signs: length is what counts. Pure.
import type { Message } from '../support/errors.js';

export const PASSWORD_MIN = 15;

/** The shortest run that still counts as something of one's own, once what everybody knows is taken out. */
const OWN_MIN = 8;

// Words that stand in passwords everywhere, in the languages of the product.
const COMMON = [
  'password', 'passwort', 'wachtwoord', 'welcome', 'welkom', 'letmein', 'iloveyou', 'qwertyuiop', 'qwerty', 'azerty',
  'asdfghjkl', 'zxcvbnm', 'administrator', 'admin', 'secret', 'changeme', 'hosting', 'monkey', 'dragon', 'football',
  'correcthorsebatterystaple', '1234567890', '0987654321', '123456789', 'abcdefghijklmnopqrstuvwxyz',
]; // prettier-ignore

/** `context`: the person's names and address, the company, the provider. Undefined when the password will do. */
export function passwordFault(password: string, context: readonly string[]): Message | undefined {
  if (password === '') return { key: 'sub-accounts:password.empty' };
  if ([...password].length < PASSWORD_MIN)
    return { key: 'sub-accounts:password.short', params: { min: PASSWORD_MIN } };
  return isGuessable(password, context) ? { key: 'sub-accounts:password.easy' } : undefined;
}

function isGuessable(password: string, context: readonly string[]): boolean {
  const known = [...COMMON, ...context.flatMap(partsOf)].toSorted((a, b) => b.length - a.length);
  const own = known.reduce((rest, word) => rest.replaceAll(word, ' '), plain(password));
  const letters = own.replace(/\s/g, '');
  return letters.length < OWN_MIN || new Set(letters).size < OWN_MIN / 2 || isRun(letters);
}

const partsOf = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 2);

// "P@ssw0rd" is "password".
const LOOKS: Record<string, string> = { '@': 'a', '4': 'a', '0': 'o', '3': 'e', $: 's', '5': 's', '!': 'i' };

const plain = (text: string): string =>
  /^[\d\s]+$/.test(text) ? text : text.toLowerCase().replace(/[@403$5!]/g, (sign) => LOOKS[sign] ?? sign);

/** "abcdefgh", "87654321": each sign the neighbour of the one before. */
function isRun(text: string): boolean {
  const codes = [...text].map((sign) => sign.codePointAt(0) as number);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] as number));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
}
