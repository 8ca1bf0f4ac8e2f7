// Who a request acts for. A session remembers an Identity only; the Actor with its rights is read from the database
// at every request (P6).
import type { Permission } from './catalogue.js';

/** Proven by a sign-in and kept in the session: which login, never what it may do. */
export type Identity =
  /** A login of a client. Panels whose logins are apart from contacts give `userId`, the others `contactId` (0 = owner). */
  | { kind: 'login'; clientId: number; userId: number | null; contactId: number | null }
  | { kind: 'staff'; staffId: number };

export interface Actor {
  kind: 'owner' | 'sub-account' | 'staff';
  identity: Identity;
  name: string;
  /** BCP 47, from the panel's own record; undefined when the panel says nothing we know. */
  language: string | undefined;
  /** What was granted by hand. Owner and staff need no grants: `decide` knows them by kind. */
  granted: ReadonlySet<Permission>;
}

/** The client that a client-area actor belongs to. Staff belong to none: asking is a fault of ours, never a default. */
export function clientOf({ identity }: Actor): number {
  if (identity.kind === 'staff') throw new Error('Staff act for no client of their own');
  return identity.clientId;
}

/** The panel's id of the login behind the actor, for logs and audit. */
export function actorId({ identity }: Actor): number {
  if (identity.kind === 'staff') return identity.staffId;
  return identity.userId ?? (identity.contactId || identity.clientId);
}
