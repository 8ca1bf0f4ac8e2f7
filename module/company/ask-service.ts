// Asking for a change of a locked field (K2): the client's side.
import type { KnexAuditStore, Origin } from '../audit/store.js';
import { displayName, type Contact } from '../contacts/contact.js';
import type { ContactPlans } from '../contacts/plan.js';
import type { ContactStore } from '../contacts/store.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Executor } from '../support/database.js';
import { InputError, NotFoundError, staleError, type Message } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { alreadyRefusal, type AskedChange } from './ask-form.js';
import { companyValues, valuesOfField, withCompany } from './company.js';
import type { KnexFieldRuleStore } from './field-rule-store.js';
import type { CompanyField } from './field-rule.js';
import {
  askVersion,
  canAskFor,
  requestChanges,
  sameValues,
  type AskedValues,
  type ChangeRequest,
} from './request.js';
import type { KnexRequestStore } from './request-store.js';

export interface AskTarget {
  clientId: number;
  field: CompanyField;
  /** Of the open request that the form showed; '0' when there was none. */
  version: string;
  requestKey: string;
}

export interface AskService {
  /** The newest request of each field. */
  latest(actor: Actor, clientId: number): Promise<Map<CompanyField, ChangeRequest>>;
  /**
   * Makes the request, or edits the open one. Throws NotFoundError for a field that is not locked for this actor,
   * InputError at `value`, ConflictError when somebody else asked or answered meanwhile.
   */
  ask(actor: Actor, origin: Origin, target: AskTarget, asked: AskedChange): Promise<void>;
}

export function createAskService(deps: {
  on: Executor;
  contacts: ContactStore;
  plans: Pick<ContactPlans, 'check'>;
  fieldRules: KnexFieldRuleStore;
  requests: KnexRequestStore;
  audit: KnexAuditStore;
  changeAs: ChangeAs;
  once: Once;
}): AskService {
  const { on, contacts, plans, fieldRules, requests, audit, changeAs, once } = deps;

  async function askUnderLock(
    actor: Actor,
    { clientId, field, version }: AskTarget,
    { wanted, reason }: AskedChange,
    tx: Executor,
  ): Promise<{ owner: Contact; old: AskedValues }> {
    if (!canAskFor(await fieldRules.read(tx), field, actor)) throw new NotFoundError('locked field');
    const owner = await contacts.get(clientId, 0, tx);
    const values = companyValues(owner);
    const old = valuesOfField(field, values);
    if (sameValues(old, wanted)) throw new InputError({ value: alreadyRefusal(field) });
    await atValue(() => plans.check(owner, withCompany(owner, { ...values, ...wanted }), tx));
    const open = await requests.findOpen(clientId, field, tx);
    if (askVersion(open) !== version) throw staleError('company:ask.stale');
    const asked = { old, wanted, reason, askedBy: actor.name };
    await (open ? requests.edit(open, asked, tx) : requests.insert(clientId, field, asked, tx));
    return { owner, old };
  }

  return {
    async latest(actor, clientId) {
      authorise(actor, clientId, 'profile.edit');
      const newest = await requests.latest(clientId, on);
      return new Map(newest.map((request) => [request.field, request]));
    },

    ask: (actor, origin, target, asked) =>
      changeAs(actor, target.clientId, 'profile.edit', async (tx) => {
        const { clientId, field, requestKey } = target;
        await once(
          clientId,
          actor,
          { key: requestKey, request: ['request.ask', field, asked] },
          tx,
          async () => {
            const { owner, old } = await askUnderLock(actor, target, asked, tx);
            const changes = requestChanges(old, asked.wanted);
            const entry = { clientId, contactId: 0, name: displayName(owner), changes, reason: asked.reason };
            await audit.record(actor, origin, { ...entry, action: 'request.asked' }, tx);
            return true;
          },
        );
      }),
  };
}

// Whatever the panel or another contact has against the new value is said at the one field there is for it.
async function atValue(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError({ value: Object.values(error.fields)[0] as Message });
  }
}
