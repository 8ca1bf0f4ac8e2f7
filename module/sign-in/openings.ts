// Which accounts a login opens: one as a rule, several for somebody who works for more than one company, and for people
// who sign in with the same address and password in two of them.
import type { Opening } from '../http/session.js';
import { clientName } from '../panels/client-name.js';
import type { KnownLogin, PanelClients, PanelLogins } from '../panels/panel.js';
import type { Actor, Identity } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { Executor } from '../support/database.js';

/** What a session keeps, and what a list to choose from can hold. */
const OPENINGS_MAX = 100;

export interface Opened extends Opening {
  actor: Actor;
}

export interface Openings {
  /** Those of these logins that work at this moment: not the suspended and ended ones. */
  ofLogins: (logins: readonly KnownLogin[]) => Promise<Opened[]>;
  /** All that whoever this is may open with the same login; [] when that is one. */
  beside: (identity: Identity) => Promise<Opening[]>;
}

export function createOpenings(deps: {
  clients: PanelClients;
  logins: PanelLogins;
  readActor: ReadActor;
  on: Executor;
}): Openings {
  const { clients, logins, readActor, on } = deps;

  async function open(identity: Opening['identity']): Promise<Opened | undefined> {
    const actor = await readActor(identity, on);
    const client = actor && (await clients.find(identity.clientId, on));
    return actor && client && { identity, actor, name: clientName(client) };
  }

  async function ofLogins(known: readonly KnownLogin[]): Promise<Opened[]> {
    const identities = known.flatMap((login) =>
      login.clients.map(({ clientId }) => ({ kind: 'login' as const, clientId, ...login.ref })),
    );
    const opened: Opened[] = [];
    for (const identity of identities.slice(0, OPENINGS_MAX)) {
      const one = await open(identity);
      if (one) opened.push(one);
    }
    return opened;
  }

  return {
    ofLogins,

    async beside(identity) {
      if (identity.kind !== 'login' || identity.userId === null) return [];
      const { clientId, userId, contactId } = identity;
      const login = await logins.find(clientId, { userId, contactId }, on);
      if (!login?.shared) return [];
      const known = await logins.findByEmail(login.email, on);
      return toOpenings(await ofLogins(known.filter(({ ref }) => ref.userId === userId)));
    },
  };
}

/** As a session keeps them. */
export const toOpenings = (opened: readonly Opened[]): Opening[] =>
  opened.map(({ identity, name }) => ({ identity, name }));
