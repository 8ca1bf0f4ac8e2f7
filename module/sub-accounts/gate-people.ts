// Who can sign in for a client, as the support gate asks: the owner with all addresses of theirs, and the others.
import type { GatePeople, ReadGatePeople } from '../support-gate/service.js';
import { readPeople, subjectOf, type ClientPeople, type PeopleDeps, type Person } from './people.js';

const OWNER = {
  owner: true,
  access: { permissions: [], serviceFunctions: [], domainFunctions: [] },
} as const;

export const createGatePeople =
  (deps: PeopleDeps): ReadGatePeople =>
  async (clientId, on) =>
    gatePeople(await readPeople(deps, clientId, on));

export function gatePeople({ people, ceilings }: ClientPeople): GatePeople {
  // An owner is one without a login too: where the panel knows none, and before anybody signs in.
  const subject = subjectOf(OWNER, undefined, ceilings);
  const isOwner = (person: Person): boolean => person.subject.kind === 'owner';
  return {
    owner: { emails: people.filter(isOwner).flatMap(({ login }) => login?.email ?? []), subject },
    others: people
      .filter((person) => !isOwner(person))
      .map((person) => ({ ...person, email: person.login?.email ?? '' })),
  };
}
