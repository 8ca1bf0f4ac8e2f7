// Who a request acts for. A session remembers an Identity only; the Actor with its rights is read from the database
// at every request (P6).
import type { Subject } from './subject.js';

/** Proven by a sign-in and kept in the session: which login, never what it may do. */
export type Identity =
  /** A login of a client. Panels whose logins are apart from contacts give `userId`, the others `contactId` (0 = owner). */
  | { kind: 'login'; clientId: number; userId: number | null; contactId: number | null }
  | { kind: 'staff'; staffId: number }
  /** An API key; `clientId` null is a provider's, which may name any client. Never kept in a session. */
  | { kind: 'key'; keyId: number; clientId: number | null };

/** What a panel knows by itself: everybody but our own keys. */
export type PanelIdentity = Exclude<Identity, { kind: 'key' }>;

export interface Actor {
  kind: Subject['kind'];
  identity: Identity;
  name: string;
  /** BCP 47, from the panel's own record; undefined when the panel says nothing we know. */
  language: string | undefined;
  /** What the rules look at, as it was when this was read. */
  subject: Subject;
  /** A session that began under another one has ended (I10); 0 for whom we keep no row. */
  epoch: number;
  readAt: Date;
}

/** Staff, or software with a provider's key: whoever acts for the provider and not for a client. */
export function actsForProvider({ identity }: Pick<Actor, 'identity'>): boolean {
  return identity.kind === 'staff' || (identity.kind === 'key' && identity.clientId === null);
}

/** Who did something, as clients read it: '' for whoever acts for the provider, of whom they know no names. */
export const nameForClient = (actor: Pick<Actor, 'identity' | 'name'>): string =>
  actsForProvider(actor) ? '' : actor.name;

/** The client that the actor belongs to. The provider's belong to none: asking is a fault of ours, never a default. */
export function clientOf({ identity }: Actor): number {
  if (identity.kind === 'staff' || identity.clientId === null)
    throw new Error('Whoever acts for the provider has no client of their own');
  return identity.clientId;
}

/** The panel's id of the login behind the actor, for logs and audit. */
export function actorId({ identity }: Pick<Actor, 'identity'>): number {
  if (identity.kind === 'staff') return identity.staffId;
  if (identity.kind === 'key') return identity.keyId;
  return identity.userId ?? (identity.contactId || identity.clientId);
}
