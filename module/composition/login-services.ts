// The services about who can sign in, and what they may do: sub-accounts, places, and mail that opens tickets.
import { createAccepting } from '../sub-accounts/accepting.js';
import { createGatePeople } from '../sub-accounts/gate-people.js';
import { createCheckIds } from '../sub-accounts/known-ids.js';
import { readLoginStates } from '../sub-accounts/people.js';
import { createPlaces } from '../sub-accounts/places.js';
import { createSubAccountsService } from '../sub-accounts/service.js';
import { createWhoCanGive } from '../sub-accounts/who-can-give.js';
import { createSupportGate } from '../support-gate/service.js';
import type { Basics } from './basics.js';
import type { Confirming } from './confirmations.js';

export function buildLoginServices(
  basics: Basics,
  { proveAddress, isBlocked }: Pick<Confirming, 'proveAddress' | 'isBlocked'>,
) {
  const { hosting, clock, on } = basics;
  const places = createPlaces(hosting, on);
  return {
    subAccounts: createSubAccountsService({ ...basics, isBlocked }),
    accepting: createAccepting({ ...basics, proveAddress }),
    loginStates: (clientId: number) => readLoginStates(basics, clientId, on),
    whoCanGive: createWhoCanGive(basics, clock),
    places,
    checkIds: createCheckIds({ ...basics, places }),
    gate: createSupportGate({ ...basics, people: createGatePeople(basics) }),
  };
}
