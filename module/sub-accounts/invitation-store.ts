// Invitations in our table: found by the hash of their token, used up by one atomic update (A2).
import type { Identity } from '../permissions/actor.js';
import { fromSqlTime, toSqlTime, type Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';

export type InvitationState = 'open' | 'used' | 'declined' | 'cancelled' | 'replaced';

export interface Invitation {
  tokenHash: Buffer;
  clientId: number;
  contactId: number;
  email: string;
  inviter: Identity;
  /** '' for staff, whose names clients do not see. */
  inviterName: string;
  createdAt: Date;
  expiresAt: Date;
  state: InvitationState;
  closedAt: Date | undefined;
}

interface InvitationRow {
  token_hash: Buffer;
  client_id: number;
  contact_id: number;
  email: string;
  inviter: string;
  inviter_name: string;
  created_at: string;
  expires_at: string;
  state: InvitationState;
  closed_at: string | null;
}

const INVITATION_DAYS = 7;

export class KnexInvitationStore {
  constructor(private readonly clock: Clock) {}

  async find(hash: Buffer, on: Executor): Promise<Invitation | undefined> {
    const row = (await on(table('invitations')).where('token_hash', hash).first()) as
      InvitationRow | undefined;
    return row && toInvitation(row);
  }

  /** The newest of a contact, whatever became of it. */
  async newest(clientId: number, contactId: number, on: Executor): Promise<Invitation | undefined> {
    const row = (await on(table('invitations'))
      .where({ client_id: clientId, contact_id: contactId })
      .orderByRaw(`created_at DESC, state = 'open' DESC`)
      .first()) as InvitationRow | undefined;
    return row && toInvitation(row);
  }

  async insert(
    invitation: Pick<
      Invitation,
      'tokenHash' | 'clientId' | 'contactId' | 'email' | 'inviter' | 'inviterName'
    >,
    tx: Executor,
  ): Promise<void> {
    const now = this.clock.now();
    await tx(table('invitations')).insert({
      token_hash: invitation.tokenHash,
      client_id: invitation.clientId,
      contact_id: invitation.contactId,
      email: invitation.email,
      inviter: JSON.stringify(invitation.inviter),
      inviter_name: invitation.inviterName.slice(0, 255),
      created_at: toSqlTime(now),
      expires_at: toSqlTime(new Date(now.getTime() + INVITATION_DAYS * 86_400_000)),
    });
  }

  /** Puts a new token into the open one of a contact; false when there is none. The old link stops. */
  async rekey(clientId: number, contactId: number, hash: Buffer, on: Executor): Promise<boolean> {
    const open = { client_id: clientId, contact_id: contactId, state: 'open' };
    return (await on(table('invitations')).where(open).update({ token_hash: hash })) === 1;
  }

  /** False when it was not open any more, or has ended: of many at once exactly one gets true. */
  async close(hash: Buffer, state: Exclude<InvitationState, 'open'>, tx: Executor): Promise<boolean> {
    const now = toSqlTime(this.clock.now());
    const closed = await tx(table('invitations'))
      .where({ token_hash: hash, state: 'open' })
      .where('expires_at', '>', now)
      .update({ state, closed_at: now });
    return closed === 1;
  }

  /** Ends every open one of a contact. */
  async closeAll(
    clientId: number,
    contactId: number,
    state: Exclude<InvitationState, 'open'>,
    tx: Executor,
  ): Promise<void> {
    await tx(table('invitations'))
      .where({ client_id: clientId, contact_id: contactId, state: 'open' })
      .update({ state, closed_at: toSqlTime(this.clock.now()) });
  }

  /** How many were made for a client since then: invitations are limited. */
  async countSince(clientId: number, since: Date, on: Executor): Promise<number> {
    const row = (await on(table('invitations'))
      .where('client_id', clientId)
      .where('created_at', '>=', toSqlTime(since))
      .count({ total: '*' })
      .first()) as { total: number | string } | undefined;
    return Number(row?.total ?? 0);
  }

  /** Forgets those that ended more than 30 days ago. */
  async sweep(on: Executor): Promise<void> {
    const before = new Date(this.clock.now().getTime() - 30 * 86_400_000);
    await on(table('invitations')).where('expires_at', '<', toSqlTime(before)).delete();
  }
}

function toInvitation(row: InvitationRow): Invitation {
  return {
    tokenHash: row.token_hash,
    clientId: row.client_id,
    contactId: row.contact_id,
    email: row.email,
    inviter: JSON.parse(row.inviter) as Identity,
    inviterName: row.inviter_name,
    createdAt: fromSqlTime(row.created_at) as Date,
    expiresAt: fromSqlTime(row.expires_at) as Date,
    state: row.state,
    closedAt: fromSqlTime(row.closed_at),
  };
}
