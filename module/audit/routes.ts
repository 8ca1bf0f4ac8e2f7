// The log of changes: a client's activity in both areas, and the provider's audit over all clients, as page and file.
import { download, type Download } from '../http/download.js';
import { partAt } from '../http/list-query.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { clientName } from '../panels/client-name.js';
import type { PanelClients } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import { InputError } from '../support/errors.js';
import { logColumns, logRow } from './pages/file.js';
import { logLocals, type LogModel } from './pages/log.js';
import { readLogQuery, type LogQuery } from './query.js';
import type { AuditService } from './service.js';
import type { AuditLine } from './store.js';

const NOTHING = { total: 0, lines: [] };

async function load(log: AuditService, request: PageRequest, query: LogQuery): Promise<LogModel> {
  const { actor } = request;
  const { filter, page: at, errors } = query;
  const found = Object.keys(errors).length > 0 ? NOTHING : await log.list(actor, filter, partAt(at));
  const contactName =
    filter.contactId === undefined ? undefined : await log.nameOf(actor, request.clientId, filter.contactId);
  return { query, contactName, ...found, clientNames: undefined };
}

function logFile(
  log: AuditService,
  path: string,
  permission: Download['permission'],
  clientIdOf: (request: PageRequest) => number | undefined,
): Download {
  const every = permission === 'staff';
  return download({
    path: `${path}.csv`,
    permission,
    filename: `${path.slice(1)}.csv`,
    columns: (request) => logColumns(request, every),
    async *rows(request) {
      const { filter, errors } = readLogQuery(request, clientIdOf(request));
      if (Object.keys(errors).length > 0) throw new InputError(errors);
      for await (const lines of log.batches(request.actor, filter))
        for (const line of lines) yield logRow(line, request, every);
    },
  });
}

/** A client's own log. */
export function activityPages(log: AuditService): { pages: Page[]; downloads: Download[] } {
  return {
    pages: [
      page<LogModel>({
        path: '/activity',
        permission: 'contacts.manage',
        view: 'client/activity/index',
        load: (request) => load(log, request, readLogQuery(request, request.clientId)),
        locals: (model, request) => logLocals(model, request, '/activity'),
      }),
    ],
    downloads: [logFile(log, '/activity', 'contacts.manage', ({ clientId }) => clientId)],
  };
}

/** The log of all clients, for staff. */
export function auditPages(
  log: AuditService,
  { clients, on }: { clients: PanelClients; on: Executor },
): { pages: Page[]; downloads: Download[] } {
  async function namesOf(lines: readonly AuditLine[]): Promise<Map<number, string>> {
    const ids = [...new Set(lines.map(({ clientId }) => clientId))].filter((id) => id !== 0);
    const found = await Promise.all(ids.map((id) => clients.find(id, on)));
    return new Map(
      found.flatMap((client) => (client ? [[client.clientId, clientName(client)] as const] : [])),
    );
  }
  return {
    pages: [
      page<LogModel>({
        path: '/audit',
        permission: 'staff',
        view: 'client/activity/index',
        async load(request) {
          const model = await load(log, request, readLogQuery(request, undefined));
          return { ...model, clientNames: await namesOf(model.lines) };
        },
        locals: (model, request) => logLocals(model, request, '/audit'),
      }),
    ],
    downloads: [logFile(log, '/audit', 'staff', () => undefined)],
  };
}
