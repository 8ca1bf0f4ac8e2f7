// The overview of a client (CL1): whether its notices arrive, who is expected to act, and what happened lately.
import type { AuditService } from '../audit/service.js';
import { page, type Page } from '../http/page.js';
import { clientName } from '../panels/client-name.js';
import type { PanelClients } from '../panels/panel.js';
import type { LoginState } from '../permissions/subject.js';
import type { RolesService } from '../roles/service.js';
import type { Executor } from '../support/database.js';
import { overviewLocals, type OverviewModel } from './pages/overview.js';
import type { RecipientsService } from './recipients-service.js';

export interface OverviewPageDeps {
  recipients: RecipientsService;
  roles: Pick<RolesService, 'slots'>;
  clients: Pick<PanelClients, 'find'>;
  /** By contact; undefined where the panel has no logins. */
  loginStates: ((clientId: number) => Promise<ReadonlyMap<number, LoginState>>) | undefined;
  log: Pick<AuditService, 'countChanges'>;
  on: Executor;
}

const WEEK_MS = 7 * 24 * 3_600_000;

export function overviewPages(deps: OverviewPageDeps): Page[] {
  const { recipients, roles, clients, loginStates, log, on } = deps;
  return [
    page<OverviewModel>({
      path: '/overview',
      permission: 'contacts.manage',
      view: 'client/overview/index',
      async load({ actor, clientId }) {
        const { routing, coverage } = await recipients.coverage(actor, clientId);
        const client = await clients.find(clientId, on);
        const since = new Date(actor.readAt.getTime() - WEEK_MS);
        return {
          company: client ? clientName(client) : '',
          routing,
          coverage,
          slots: await roles.slots(actor, clientId),
          logins: await loginStates?.(clientId),
          week: { since, changes: await log.countChanges(actor, clientId, since) },
        };
      },
      locals: overviewLocals,
    }),
  ];
}
