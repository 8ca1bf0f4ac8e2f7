// The provider's rules for the company's fields, and the policies chosen beside them (AD7). They hold from the very next
// request on, because nothing keeps them in memory.
import { changesOf } from '../audit/changes.js';
import type { Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { Actor } from '../permissions/actor.js';
import type { ChangeAs } from '../permissions/change-as.js';
import { authorise } from '../permissions/authorise.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { Executor } from '../support/database.js';
import { staleError } from '../support/errors.js';
import { PROVIDER } from '../support/provider-lock.js';
import type { KnexFieldRuleStore } from './field-rule-store.js';
import { fieldsAnswers, fieldsVersion, POLICIES, type ProviderFields } from './fields-form.js';

export interface FieldsService {
  read(actor: Actor): Promise<ProviderFields>;
  /** What was changed, by path of the form. Throws ConflictError when `version` is not the present one. */
  save(actor: Actor, origin: Origin, version: string, next: ProviderFields): Promise<Changes>;
}

export function createFieldsService(deps: {
  on: Executor;
  fieldRules: KnexFieldRuleStore;
  settings: KnexSettingsStore;
  audit: KnexAuditStore;
  /** Under the provider's own lock row. */
  changeAs: ChangeAs;
}): FieldsService {
  const { on, fieldRules, settings, audit, changeAs } = deps;

  async function readOn(executor: Executor): Promise<ProviderFields> {
    const { names, titles, types } = await settings.read(executor);
    return { rules: await fieldRules.read(executor), policies: { names, titles, types } };
  }

  return {
    async read(actor) {
      authorise(actor, PROVIDER, 'staff');
      return readOn(on);
    },

    save: (actor, origin, version, next) =>
      changeAs(actor, PROVIDER, 'staff', async (tx) => {
        const before = await readOn(tx);
        if (fieldsVersion(before) !== version) throw staleError('company:rules.stale');
        const changes = changesOf(fieldsAnswers(before), fieldsAnswers(next));
        if (Object.keys(changes).length === 0) return changes;
        await fieldRules.write(next.rules, tx);
        for (const policy of POLICIES) await settings.write(policy, next.policies[policy], tx);
        const entry = { clientId: PROVIDER, contactId: undefined, name: '', changes, reason: '' };
        await audit.record(actor, origin, { ...entry, action: 'rules.changed' }, tx);
        return changes;
      }),
  };
}
