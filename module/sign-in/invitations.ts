// What the page of an invitation knows: the invitation itself, the company, what its ids are called, and how whoever
// looks at it can accept.
import { clientName } from '../panels/client-name.js';
import type { Panel } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import type { Access } from '../permissions/access.js';
import type { ReasonNames } from '../http/reasons.js';
import type { Accepting, InvitationView } from '../sub-accounts/accepting.js';
import type { Executor } from '../support/database.js';

/**
 * `new`: with a password of their own choice · `password`: with that of the login they have · `signedIn`: they are
 * signed in with it · `secondFactor`: they have to be first · `taken`: their login cannot open a second company ·
 * `stranger`: somebody else is signed in.
 */
export type WayIn = 'new' | 'password' | 'signedIn' | 'secondFactor' | 'taken' | 'stranger';

export interface InvitationModel extends InvitationView {
  token: string;
  company: string;
  names: ReasonNames;
  way: WayIn;
}

/** So many services and domains are named one by one. */
export const NAMED_MAX = 20;

export type ReadInvitation = (token: string, actor: Actor | undefined) => Promise<InvitationModel>;

/** The reader throws NotFoundError for a link that never was one. */
export function createReadInvitation(deps: {
  accepting: Pick<Accepting, 'show'>;
  panel: Pick<Panel, 'clients' | 'departments' | 'hosting'>;
  on: Executor;
}): ReadInvitation {
  const { accepting, panel, on } = deps;
  const { departments, hosting } = panel;

  async function namesFor(clientId: number, { services, domains }: Access): Promise<ReasonNames> {
    const idsOf = (scope: Access['services'] | Access['domains']): number[] =>
      scope.mode === 'only' ? scope.grants.slice(0, NAMED_MAX).map(({ id }) => id) : [];
    const named = new Map((await departments.list(on)).map(({ id, name }) => [id, name]));
    const serviceNames = new Map<number, string>();
    for (const id of idsOf(services)) {
      const service = await hosting.service(clientId, id, on);
      if (service) serviceNames.set(id, service.domain || service.name);
    }
    const domainNames = new Map<number, string>();
    for (const id of idsOf(domains)) {
      const domain = await hosting.domain(clientId, id, on);
      if (domain) domainNames.set(id, domain.name);
    }
    return { departments: named, services: serviceNames, domains: domainNames };
  }

  return async (token, actor) => {
    const view = await accepting.show(token);
    const { clientId } = view.invitation;
    const client = await panel.clients.find(clientId, on);
    return {
      ...view,
      token,
      company: client ? clientName(client) : '',
      names: view.problem ? {} : await namesFor(clientId, view.access),
      way: wayIn(view, actor),
    };
  };
}

function wayIn({ existing, contact }: InvitationView, actor: Actor | undefined): WayIn {
  if (actor) return existing && isLogin(actor, existing.ref) ? 'signedIn' : 'stranger';
  if (!existing) return 'new';
  // A contact's own row is its login there: another one's cannot be linked to it.
  if (existing.ref.userId === null && existing.ref.contactId !== contact.contactId) return 'taken';
  return existing.secondFactor ? 'secondFactor' : 'password';
}

const isLogin = (
  { identity }: Actor,
  { userId, contactId }: { userId: number | null; contactId: number | null },
) => identity.kind === 'login' && identity.userId === userId && identity.contactId === contactId;
