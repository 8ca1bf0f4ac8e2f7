// Reading and editing the company. It is the owner's record under other names, so every edit goes the way of contacts:
// locks, conflict, panel, log.
import type { Changes, Origin } from '../audit/store.js';
import type { Contact } from '../contacts/contact.js';
import { panelLocks } from '../contacts/locks.js';
import type { ContactsService } from '../contacts/service.js';
import type { Capabilities } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { Executor } from '../support/database.js';
import { InputError, staleError } from '../support/errors.js';
import { companyValues, toCompany, toRestErrors, toValues, withCompany, type Company } from './company.js';
import type { KnexFieldRuleStore } from './field-rule-store.js';
import {
  COMPANY_FIELDS,
  isHidden,
  lockedFields,
  OWNER_FIELD,
  type CompanyField,
  type FieldRules,
} from './field-rule.js';
import type { CompanyEdit, CompanyFormOptions } from './forms.js';

export interface CompanyRecord {
  /** As this actor sees it: what is hidden from them is ''. */
  company: Company;
  /** The fields this actor sees; without the tax number where the panel has no column for it. */
  fields: CompanyField[];
  /** Those of them that this actor cannot change: by a rule (K1), or because the panel cannot take them from here. */
  locked: CompanyField[];
  /** Of these the ones that no rule locks. */
  lockedByPanel: CompanyField[];
  /** Changes with every change of the owner's record (D3). */
  version: string;
  rules: FieldRules;
  /** What `companyForm` needs to read an edit. */
  form: CompanyFormOptions;
}

/** The company that somebody saw. */
export interface CompanyTarget {
  clientId: number;
  version: string;
}

export interface CompanyService {
  get(actor: Actor, clientId: number): Promise<CompanyRecord>;
  /** What `edit` would change, checked as `edit` checks it; {} when nothing would. */
  previewEdit(actor: Actor, target: CompanyTarget, edit: CompanyEdit): Promise<Changes>;
  /**
   * What was changed, by the names of the owner's record. Throws ConflictError when `version` is not the present one,
   * InputError at the paths of the form.
   */
  edit(actor: Actor, origin: Origin, target: CompanyTarget, edit: CompanyEdit): Promise<Changes>;
}

export function createCompanyService(deps: {
  on: Executor;
  contacts: ContactsService;
  fieldRules: KnexFieldRuleStore;
  capabilities: Capabilities;
}): CompanyService {
  const { on, contacts, fieldRules, capabilities } = deps;
  const taxNumber = capabilities.taxNumber.on;
  const atPanel = panelLocks('owner', capabilities);

  // Built on the record that was seen: the save refuses a version that is not the one it finds.
  async function detailsOf(actor: Actor, { clientId, version }: CompanyTarget, edit: CompanyEdit) {
    const owner: Contact = await contacts.get(actor, clientId, 0);
    if (owner.version !== version) throw staleError('contacts:conflict.stale');
    return withCompany(owner, toValues(edit));
  }

  return {
    async get(actor, clientId) {
      authorise(actor, clientId, 'profile.edit');
      const stored = await contacts.get(actor, clientId, 0);
      const rules = await fieldRules.read(on);
      const fields = COMPANY_FIELDS.filter(
        (field) => !isHidden(rules, field, actor) && (field !== 'vatNumber' || taxNumber),
      );
      const values = companyValues(stored);
      const unseen = COMPANY_FIELDS.filter((field) => !fields.includes(field));
      for (const field of unseen) values[field] = '';
      if (unseen.includes('country')) values.stateCode = '';
      const byRule = lockedFields(rules, actor).filter((field) => fields.includes(field));
      const lockedByPanel = fields.filter(
        (field) => Object.hasOwn(atPanel, OWNER_FIELD[field]) && !byRule.includes(field),
      );
      const locked = fields.filter((field) => byRule.includes(field) || lockedByPanel.includes(field));
      const form = { stored, rules, actor, taxNumber };
      return {
        company: toCompany(values),
        fields,
        locked,
        lockedByPanel,
        version: stored.version,
        rules,
        form,
      };
    },

    async previewEdit(actor, target, edit) {
      authorise(actor, target.clientId, 'profile.edit');
      return atFormPaths(async () => {
        const owner = { ...target, contactId: 0 };
        return (await contacts.previewEdit(actor, owner, await detailsOf(actor, target, edit))).changes;
      });
    },

    async edit(actor, origin, target, edit) {
      authorise(actor, target.clientId, 'profile.edit');
      const owner = { ...target, contactId: 0 };
      return atFormPaths(async () => {
        const { reason } = edit;
        const outcome = await contacts.edit(actor, origin, owner, await detailsOf(actor, target, edit), {
          reason,
        });
        // Nothing was there to be seen first.
        return 'changes' in outcome ? outcome.changes : {};
      });
    },
  };
}

async function atFormPaths<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof InputError ? new InputError(toRestErrors(error.fields)) : error;
  }
}
