// Who a request acts for, with every right as it is at this moment (P6): the panel's login, our row beside it, and the
// ceilings above. Three indexed reads, whatever was granted (G25).
import type { ApiKey } from '../api-keys/api-key.js';
import type { KnexApiKeyStore } from '../api-keys/store.js';
import type { PanelActor } from '../panels/panel-logins.js';
import { NO_ACCESS } from '../permissions/access.js';
import type { Actor, Identity } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import { NO_CEILINGS } from '../permissions/ceilings.js';
import type { Subject } from '../permissions/subject.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { ceilingsOf, subjectOf, type PeopleDeps } from './people.js';

export interface ActorReader {
  read: ReadActor;
  /** Undefined when the key's maker can no longer sign in: the key ends with them. */
  ofKey: (key: ApiKey, on: Executor) => Promise<Actor | undefined>;
}

export type ReadActorDeps = Pick<PeopleDeps, 'clients' | 'logins' | 'accounts' | 'ceilings'> & {
  keys: KnexApiKeyStore;
  clock: Clock;
};

type LoginIdentity = Identity & { kind: 'login' };

export function createActorReader(deps: ReadActorDeps): ActorReader {
  const { logins, accounts, keys, clock } = deps;

  async function readLogin(
    identity: LoginIdentity,
    panel: PanelActor,
    on: Executor,
  ): Promise<Actor | undefined> {
    const ceilings = await ceilingsOf(deps, identity.clientId, on);
    const owner = panel.kind === 'owner';
    const account = owner ? undefined : await accounts.findByLogin(identity.clientId, identity, on);
    // Suspended here is suspended, whatever link the panel made since.
    if (account?.state === 'suspended') return undefined;
    const subject = subjectOf({ owner, access: panel.access }, account, ceilings);
    return actorOf(identity, panel, subject, account?.epoch ?? 0);
  }

  function actorOf(
    identity: Identity,
    panel: Omit<PanelActor, 'access' | 'kind'>,
    subject: Subject,
    epoch = 0,
  ): Actor {
    const { name, language } = panel;
    const kind = identity.kind === 'key' ? 'key' : subject.kind;
    return { kind, identity, name, language, subject, epoch, readAt: clock.now() };
  }

  async function ofKey(key: ApiKey, on: Executor): Promise<Actor | undefined> {
    const identity = { kind: 'key', keyId: key.keyId, clientId: key.clientId } as const;
    const self = { name: key.name, language: undefined };
    if (key.clientId === null) return actorOf(identity, self, { ...PROVIDER, kind: 'key' });
    // What the provider makes for a client may do what the client's owner may, not what staff may.
    const maker = key.maker.kind === 'login' ? await read(key.maker, on) : undefined;
    if (key.maker.kind === 'login' && !maker) return undefined;
    if (key.maker.kind === 'staff' && !(await logins.read(key.maker, on))) return undefined;
    if (maker) return actorOf(identity, self, { ...maker.subject });
    const ceilings = await ceilingsOf(deps, key.clientId, on);
    return actorOf(identity, self, subjectOf({ owner: true, access: NOTHING }, undefined, ceilings));
  }

  async function read(identity: Identity, on: Executor): Promise<Actor | undefined> {
    if (identity.kind === 'key') {
      const key = await keys.find(identity.keyId, on);
      return key && key.clientId === identity.clientId ? ofKey(key, on) : undefined;
    }
    const panel = await logins.read(identity, on);
    if (!panel) return undefined;
    if (identity.kind === 'staff') return actorOf(identity, panel, PROVIDER);
    return readLogin(identity, panel, on);
  }

  return { read, ofKey };
}

const NOTHING = { permissions: [], serviceFunctions: [], domainFunctions: [] };

// Ceilings bind what staff give, client by client: whoever plans a change puts that client's in.
const PROVIDER: Subject = {
  kind: 'staff',
  provider: true,
  login: 'active',
  access: NO_ACCESS,
  from: new Map(),
  ceilings: NO_CEILINGS,
};
