// The log as a file (CSV): the same filters, the same sentences, one row each.
import type { PageRequest } from '../../http/page.js';
import type { AuditLine } from '../store.js';
import { lineView } from './line.js';

export function logColumns({ words: { t } }: PageRequest, every: boolean): string[] {
  return [
    t('audit:columns.at'),
    ...(every ? [t('audit:columns.client')] : []),
    t('audit:columns.who'),
    t('audit:columns.what'),
    t('audit:columns.reason'),
    t('audit:columns.changes'),
  ];
}

/** The columns of `logColumns`. Times are written so that spreadsheets and scripts read them alike. */
export function logRow(line: AuditLine, request: PageRequest, every: boolean): string[] {
  const { who, text, iso, reason, changes } = lineView(line, request);
  const changed = changes.map(({ label, before, after }) =>
    request.words.t('audit:change', { field: label, before, after }),
  );
  return [
    iso.slice(0, 19).replace('T', ' '),
    ...(every ? [line.clientId === 0 ? '' : String(line.clientId)] : []),
    who,
    text,
    reason,
    changed.join('\n'),
  ];
}
