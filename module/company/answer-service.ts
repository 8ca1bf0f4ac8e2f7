// What staff answer to a request (K2). An approval writes the panel's record, the request, the log and the mail in one
// transaction.
import type { KnexAuditStore, Origin } from '../audit/store.js';
import { displayName, toCompanion } from '../contacts/contact.js';
import type { ContactPlans } from '../contacts/plan.js';
import type { ContactStore } from '../contacts/store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { Actor } from '../permissions/actor.js';
import type { ChangeAs } from '../permissions/change-as.js';
import { decide } from '../permissions/decide.js';
import type { Executor } from '../support/database.js';
import { InputError, NotAllowedError, NotFoundError, staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { companyValues, valuesOfField, withCompany } from './company.js';
import {
  ANSWERS,
  digestOf,
  isWaiting,
  requestChanges,
  type AnswerIntent,
  type AskedValues,
  type ChangeRequest,
} from './request.js';
import type { KnexRequestStore } from './request-store.js';

export interface StaffAnswer {
  requestId: number;
  intent: AnswerIntent;
  /** What the client reads. */
  text: string;
  /** The request as staff saw it, and a digest of the value they took for the present one. */
  version: string;
  seen: string;
  requestKey: string;
}

export interface AnswerService {
  /** Those that wait for staff or for an answer of the client, of all clients, the oldest first. */
  waiting(
    actor: Actor,
    page: { limit: number; offset: number },
  ): Promise<{ total: number; requests: ChangeRequest[] }>;
  /** A request with the value as it stands now; undefined when the client is gone. */
  get(actor: Actor, requestId: number): Promise<{ request: ChangeRequest; now: AskedValues | undefined }>;
  /** Throws InputError at `text`, ConflictError when request or value are no longer what was seen. */
  answer(actor: Actor, origin: Origin, answer: StaffAnswer): Promise<void>;
}

export function createAnswerService(deps: {
  on: Executor;
  contacts: ContactStore;
  plans: Pick<ContactPlans, 'check'>;
  requests: KnexRequestStore;
  audit: KnexAuditStore;
  outbox: KnexOutboxStore;
  changeAs: ChangeAs;
  once: Once;
}): AnswerService {
  const { on, contacts, plans, requests, audit, outbox, changeAs, once } = deps;

  async function find(requestId: number, executor: Executor): Promise<ChangeRequest> {
    const request = await requests.find(requestId, executor);
    if (!request) throw new NotFoundError('change request');
    return request;
  }

  /** Writes what was asked for into the panel's record. */
  async function approve({ clientId, field, wanted }: ChangeRequest, seen: string, tx: Executor) {
    const owner = await contacts.get(clientId, 0, tx);
    const values = companyValues(owner);
    const now = valuesOfField(field, values);
    if (digestOf(now) !== seen) throw staleError('company:requests.changed');
    const details = withCompany(owner, { ...values, ...wanted });
    const fields = await plans.check(owner, details, tx);
    const saved = await contacts.update(owner, fields, toCompanion(details), tx);
    if (saved === 'stale') throw staleError('company:requests.changed');
    return requestChanges(now, wanted);
  }

  async function answerUnderLock(
    actor: Actor,
    origin: Origin,
    { requestId, intent, text, version, seen }: StaffAnswer,
    tx: Executor,
  ): Promise<void> {
    const request = await find(requestId, tx);
    if (!isWaiting(request) || String(request.version) !== version)
      throw staleError('company:requests.changed');
    const { clientId, old, wanted } = request;
    const state = ANSWERS[intent];
    const written = state === 'approved' ? await approve(request, seen, tx) : {};
    // Where nothing was written, because of the answer or because it stood like that: what the request was about.
    const changes = Object.keys(written).length > 0 ? written : requestChanges(old, wanted);
    await requests.answer(request, { state, answer: text, answeredBy: actor.name }, tx);
    const owner = await contacts.find(clientId, 0, tx);
    const entry = { clientId, contactId: 0, name: owner ? displayName(owner) : '', changes, reason: text };
    await audit.record(actor, origin, { ...entry, action: AUDITED[intent] }, tx);
    await outbox.enqueue(clientId, 'request-answered', { requestId, state }, tx);
  }

  return {
    async waiting(actor, page) {
      requireStaff(actor);
      return requests.listOpen(page, on);
    },

    async get(actor, requestId) {
      requireStaff(actor);
      const request = await find(requestId, on);
      const owner = await contacts.find(request.clientId, 0, on);
      return { request, now: owner && valuesOfField(request.field, companyValues(owner)) };
    },

    async answer(actor, origin, answer) {
      requireStaff(actor);
      const { requestId, intent, text, requestKey } = answer;
      if (intent !== 'approve' && text === '')
        throw new InputError({ text: { key: 'company:errors.answer' } });
      const { clientId } = await find(requestId, on);
      const mark = { key: requestKey, request: ['request.answer', requestId, intent, text] };
      await changeAs(actor, clientId, 'staff', (tx) =>
        once(clientId, actor, mark, tx, async () => {
          await answerUnderLock(actor, origin, answer, tx);
          return true;
        }),
      );
    },
  };
}

const AUDITED = {
  approve: 'request.approved',
  decline: 'request.declined',
  question: 'request.questioned',
} as const satisfies Record<AnswerIntent, string>;

// A request names its client; before it is read there is none to be authorised for.
function requireStaff(actor: Actor): void {
  const { allowed, reasons } = decide(actor, 'staff');
  if (!allowed) throw new NotAllowedError('staff', reasons);
}
