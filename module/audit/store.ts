// The log of changes: who did what to whom, with before and after, written in the transaction of the change itself.
import { actorId, actsForProvider, type Actor } from '../permissions/actor.js';
import type { Executor } from '../support/database.js';
import { toSqlTime, type Clock } from '../support/clock.js';
import { table } from '../support/tables.js';

export const AUDIT_ACTIONS = [
  'contact.added',
  'contact.changed',
  'contact.deleted',
  'role.promoted',
  'request.asked',
  'request.approved',
  'request.declined',
  'request.questioned',
  'rules.changed',
  'access.changed',
  'login.invited',
  'login.cancelled',
  'login.accepted',
  'login.declined',
  'login.activated',
  'login.suspended',
  'login.resumed',
  'login.ended',
  'login.expired',
  'login.passwordReset',
  'ceilings.changed',
  'preset.changed',
  'preferences.changed',
  'billingAccount.added',
  'billingAccount.changed',
  'billingAccount.removed',
  'alias.changed',
  'alias.removed',
  'notice.changed',
  'notice.removed',
  'market.changed',
  'market.removed',
  'address.confirmed',
  'address.blocked',
  'address.asked',
  'address.unblocked',
  'testMail.sent',
  'signIn.opened',
  'signIn.refused',
  'key.made',
  'key.revoked',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Field (REST name) → value before and after. Never a secret. */
export type Changes = Record<string, { before: string; after: string }>;

export interface AuditEntry {
  clientId: number;
  action: AuditAction;
  contactId: number | undefined;
  /** What the thing was called at that moment, for reading after it is gone. */
  name: string;
  changes: Changes;
  /** Staff may say why. */
  reason: string;
}

/** Whoever a change is by: the actor of a request, or a command on the provider's server. */
export type Author = Pick<Actor, 'kind' | 'identity' | 'name'> | 'server';

/** Who changes are by, as filters ask for it. */
export const ACTOR_GROUPS = ['staff', 'clients', 'keys'] as const;
export type ActorGroup = (typeof ACTOR_GROUPS)[number];

export const ACTOR_KINDS = {
  clients: ['owner', 'sub-account'],
  keys: ['key'],
  /** Clients see no names of these: all of them are "Staff" to a client. */
  staff: ['staff', 'provider-key', 'server'],
} as const satisfies Record<ActorGroup, readonly string[]>;
export type ActorKind = (typeof ACTOR_KINDS)[ActorGroup][number];

export const isOfProvider = (kind: ActorKind): boolean =>
  (ACTOR_KINDS.staff as readonly ActorKind[]).includes(kind);

export interface AuditLine extends AuditEntry {
  at: Date;
  actorKind: ActorKind;
  actorName: string;
}

/** Who and from where, as the request knows it. */
export interface Origin {
  requestId: string;
  ip: string;
}

export interface AuditRow {
  id: number;
  client_id: number;
  at: string;
  actor_kind: ActorKind;
  actor_name: string;
  action: AuditAction;
  contact_id: number | null;
  object_name: string;
  changes: string;
  reason: string;
}

export class KnexAuditStore {
  constructor(private readonly clock: Clock) {}

  async record(author: Author, origin: Origin, entry: AuditEntry, tx: Executor): Promise<void> {
    await tx(table('audit')).insert({
      client_id: entry.clientId,
      at: toSqlTime(this.clock.now()),
      ...actorColumns(author),
      ip: origin.ip.slice(0, 45),
      request_id: origin.requestId,
      action: entry.action,
      contact_id: entry.contactId ?? null,
      object_name: entry.name.slice(0, 255),
      changes: JSON.stringify(entry.changes),
      reason: entry.reason,
    });
  }

  /** The newest `limit` lines about one contact. */
  async listForContact(
    clientId: number,
    contactId: number,
    limit: number,
    on: Executor,
  ): Promise<AuditLine[]> {
    const rows = (await on(table('audit'))
      .where({ client_id: clientId, contact_id: contactId })
      .orderBy('id', 'desc')
      .limit(limit)) as AuditRow[];
    return rows.map(toLine);
  }
}

function actorColumns(author: Author): { actor_kind: ActorKind; actor_id: number; actor_name: string } {
  if (author === 'server') return { actor_kind: 'server', actor_id: 0, actor_name: '' };
  return {
    actor_kind: author.kind === 'key' && actsForProvider(author) ? 'provider-key' : author.kind,
    actor_id: actorId(author),
    actor_name: author.name.slice(0, 255),
  };
}

export function toLine(row: AuditRow): AuditLine {
  return {
    clientId: row.client_id,
    at: new Date(`${row.at.replace(' ', 'T')}Z`),
    actorKind: row.actor_kind,
    actorName: row.actor_name,
    action: row.action,
    contactId: row.contact_id ?? undefined,
    name: row.object_name,
    changes: (typeof row.changes === 'string' ? JSON.parse(row.changes) : row.changes) as Changes,
    reason: row.reason,
  };
}
