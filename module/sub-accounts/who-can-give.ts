// Who of a client can give a permission (OP2): whoever refuses somebody says whom to ask.
import type { Permission } from '../permissions/catalogue.js';
import { explainAccess } from '../permissions/explain-access.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { readPeople, type PeopleDeps } from './people.js';

/** Names, the owner's first; [] where a ceiling takes it from everybody. */
export type WhoCanGive = (clientId: number, permission: Permission, on: Executor) => Promise<string[]>;

/** Nobody reads a longer list, and any of them will do. */
const NAMED = 4;

export function createWhoCanGive(deps: PeopleDeps, clock: Clock): WhoCanGive {
  return async (clientId, permission, on) => {
    const { people } = await readPeople(deps, clientId, on);
    const now = clock.now();
    const givers = people.filter(({ subject }) =>
      [permission, 'contacts.manage' as const].every(
        (needed) => explainAccess(subject, { permission: needed }, now).allowed,
      ),
    );
    // The panel's logins come with the owner first; who is not among them cannot sign in and give anything.
    const names = givers.flatMap(({ login }) => (login ? [login.name || login.email] : []));
    return [...new Set(names)].slice(0, NAMED);
  };
}
