// What is found of the database, one line each: for the doctor and for the setup page, so that both say the same.
import type { Finding } from './finding.js';
import type { Translator } from './i18n.js';

/** `version` as the server says it itself. */
export function serverFindings(version: string, { t }: Translator): Finding[] {
  const reached: Finding = { level: '✓', text: t('setup:database.reached', { version }) };
  return isKnown(version) ? [reached] : [reached, { level: '▲', text: t('setup:database.old') }];
}

/** `pending`: the migrations that have not run. */
export const tableFinding = (pending: readonly string[], { t }: Translator): Finding =>
  pending.length === 0
    ? { level: '✓', text: t('setup:database.ready') }
    : { level: '✗', text: t('setup:database.pending', { count: pending.length }) };

function isKnown(version: string): boolean {
  const [major = 0, minor = 0] = version
    .replace(/^5\.5\.5-/, '')
    .split('.')
    .map(Number);
  return /mariadb/i.test(version) ? major > 10 || (major === 10 && minor >= 6) : major >= 8;
}
