// Who can sign in for a client, as the support gate asks: the owner with all addresses of theirs, and the others.
import type { GatePeople } from '../support-gate/service.js';
import { readPeople, subjectOf, type PeopleDeps, type Person } from './people.js';

const OWNER = {
  owner: true,
  access: { permissions: [], serviceFunctions: [], domainFunctions: [] },
} as const;

export function createGatePeople(deps: PeopleDeps): GatePeople {
  return async (clientId, on) => {
    const { people, ceilings } = await readPeople(deps, clientId, on);
    // An owner is one without a login too: where the panel knows none, and before anybody signs in.
    const subject = subjectOf(OWNER, undefined, ceilings);
    const isOwner = (person: Person): boolean => person.subject.kind === 'owner';
    return {
      owner: { emails: people.filter(isOwner).flatMap(({ login }) => login?.email ?? []), subject },
      others: people
        .filter((person) => !isOwner(person))
        .map((person) => ({ ...person, email: person.login?.email ?? '' })),
    };
  };
}
