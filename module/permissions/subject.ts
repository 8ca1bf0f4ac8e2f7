// Whom a decision is about: everything the rules of access look at, read by others at this very moment (P6).
import { isExpired, type Access } from './access.js';
import type { Permission } from './catalogue.js';
import type { Ceilings } from './ceilings.js';

/** A1; `none` = a contact that only gets mail. */
export const LOGIN_STATES = ['none', 'invited', 'active', 'suspended', 'ended'] as const;
export type LoginState = (typeof LOGIN_STATES)[number];

/** Where a permission came from: the preset it was filled in from and not changed since, else who set it, and when. */
export interface Provenance {
  preset?: string;
  by?: string;
  at?: Date;
}

export interface Subject {
  kind: 'owner' | 'sub-account' | 'staff' | 'key';
  /** Staff, or a provider's key: acts for the provider. The ceilings bind what it may give, not what it may do (P4). */
  provider: boolean;
  login: LoginState;
  /** Of a sub-account, or a client's key. The owner and the provider need no grants. */
  access: Access;
  from: ReadonlyMap<Permission, Provenance>;
  /** Those of the client that the subject belongs to, or for staff: works on. */
  ceilings: Ceilings;
}

/** The owner and the provider: they may what the ceilings leave, without anybody giving it to them. */
export function needsNoGrants(subject: Subject): boolean {
  return subject.provider || subject.kind === 'owner';
}

/** The same person able to sign in, and before any end: what their settings would let them do. */
export function asIfActive(subject: Subject): Subject {
  return { ...subject, login: 'active', access: { ...subject.access, expiresAt: undefined } };
}

/** Whether the end of access has come. The owner and the provider have none. */
export function hasRunOut(subject: Subject, now: Date): boolean {
  return !needsNoGrants(subject) && isExpired(subject.access, now);
}
