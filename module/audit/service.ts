// Reading the log of changes: a client's own, or the provider's of all clients.
import type { Knex } from 'knex';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import { decide } from '../permissions/decide.js';
import { NotAllowedError } from '../support/errors.js';
import type { AuditFilter, KnexAuditListStore } from './list-store.js';
import type { AuditLine } from './store.js';

export interface AuditService {
  /** A part of it, the newest first. Without a client in the filter: for staff alone. */
  list(
    actor: Actor,
    filter: AuditFilter,
    part: { limit: number; offset: number },
  ): Promise<{ total: number; lines: AuditLine[] }>;
  /** All of it, some hundred lines at a time. */
  batches(actor: Actor, filter: AuditFilter): AsyncIterable<AuditLine[]>;
  /** How often something of this client was changed since then; a sign-in changes nothing. */
  countChanges(actor: Actor, clientId: number, since: Date): Promise<number>;
  /** What the log last called this contact; undefined when it does not know it. */
  nameOf(actor: Actor, clientId: number, contactId: number): Promise<string | undefined>;
}

const BATCH_SIZE = 500;

export function createAuditService({ knex, lists }: { knex: Knex; lists: KnexAuditListStore }): AuditService {
  return {
    async list(actor, filter, part) {
      authoriseReading(actor, filter.clientId);
      return lists.list(filter, part, knex);
    },

    batches(actor, filter) {
      authoriseReading(actor, filter.clientId);
      return lists.batches(filter, BATCH_SIZE, knex);
    },

    async countChanges(actor, clientId, since) {
      authoriseReading(actor, clientId);
      return lists.countChanges(clientId, since, knex);
    },

    async nameOf(actor, clientId, contactId) {
      authoriseReading(actor, clientId);
      return lists.nameOf(clientId, contactId, knex);
    },
  };
}

function authoriseReading(actor: Actor, clientId: number | undefined): void {
  if (clientId !== undefined) return authorise(actor, clientId, 'contacts.manage');
  const { allowed, reasons } = decide(actor, 'staff');
  if (!allowed) throw new NotAllowedError('staff', reasons);
}
