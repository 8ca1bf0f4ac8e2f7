// What an edit or a delete would do, decided in full: the preview and the save are the same function (U2).
import type { Changes } from '../audit/store.js';
import { emptyRefusal, OWNER_FIELD, requiredFields, type FieldRules } from '../company/field-rule.js';
import type { KnexFieldRuleStore } from '../company/field-rule-store.js';
import type { RoutingReader } from '../notices/facts-reader.js';
import { previewOf, type RecipientPreview } from '../notices/preview.js';
import { without } from '../notices/what-if.js';
import type { Panel, PanelFields } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { heldRoles, type PrimaryRole } from '../roles/role.js';
import type { KnexRoleStore } from '../roles/store.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { Executor } from '../support/database.js';
import { ConflictError, InputError, staleError, type FieldErrors, type Message } from '../support/errors.js';
import { changesBetween } from './changes.js';
import { displayName, toPanelFields, type Contact, type ContactDetails } from './contact.js';
import { deleteBlockers } from './delete-rules.js';
import { locksOf, type Locks } from './locks.js';
import type { ContactStore } from './store.js';
import { versionParts } from './whole-version.js';

/** A contact as somebody saw it. */
export interface Target {
  clientId: number;
  contactId: number;
  /** What the actor saw (D3), with its email preferences or without. */
  version: string;
}

export interface EditPlan {
  before: Contact;
  changes: Changes;
  /** What is written into the panel's row. */
  fields: Partial<PanelFields>;
}

export interface Removal {
  contact: Contact;
  /** Why not (C7, C8), each with the step that removes it; each says whom it is about, wherever it is read. */
  blockers: Message[];
  recipients: RecipientPreview;
}

export interface ContactPlans {
  /** The panel's fields of a new contact. Throws InputError for what the panel or the client's other contacts refuse. */
  add(clientId: number, details: ContactDetails, on: Executor): Promise<PanelFields>;
  /** What these details write into the panel's row of `before`. Throws InputError for what panel or contacts refuse. */
  check(before: Contact, details: ContactDetails, on: Executor): Promise<Partial<PanelFields>>;
  /** Throws ConflictError when stale, InputError for what is locked or refused. */
  edit(actor: Actor, target: Target, details: ContactDetails, on: Executor): Promise<EditPlan>;
  removal(contact: Contact, on: Executor): Promise<Removal>;
  /** Throws ConflictError when stale, or with every reason why not. */
  remove(target: Target, on: Executor): Promise<Removal>;
  locks(actor: Actor, contact: Contact, language: string, on: Executor): Promise<Locks>;
}

export function createContactPlans(deps: {
  panel: Pick<Panel, 'contacts' | 'capabilities'>;
  contacts: ContactStore;
  settings: KnexSettingsStore;
  fieldRules: KnexFieldRuleStore;
  roles: KnexRoleStore;
  reader: RoutingReader;
}): ContactPlans {
  const { panel, contacts, settings, fieldRules, roles, reader } = deps;

  async function checkAgainstStored(
    clientId: number,
    details: ContactDetails,
    before: Contact | undefined,
    on: Executor,
  ): Promise<Partial<PanelFields>> {
    const fields = toPanelFields(details, before);
    const errors: FieldErrors = forForm(panel.contacts.refusals(fields));
    if (fields.email !== undefined) {
      const holder = await contacts.findByEmail(clientId, fields.email, on);
      if (holder && holder.contactId !== before?.contactId) {
        const params = { email: details.email, name: displayName(holder), contactId: holder.contactId };
        errors['email'] = { key: 'contacts:errors.email.taken', params };
      }
    }
    if (Object.keys(errors).length > 0) throw new InputError(errors);
    return fields;
  }

  const locks = async (actor: Actor, contact: Contact, language: string, on: Executor): Promise<Locks> => {
    const { names } = await settings.read(on);
    const { capabilities } = panel;
    return locksOf(contact, actor, { names, rules: await fieldRules.read(on), language, capabilities });
  };

  // Everything an edit decides, so that its preview and its save cannot differ.
  async function edit(
    actor: Actor,
    { clientId, contactId, version }: Target,
    details: ContactDetails,
    on: Executor,
  ): Promise<EditPlan> {
    const before = await contacts.get(clientId, contactId, on);
    if (before.version !== versionParts(version).version) throw staleError('contacts:conflict.stale');
    refuseLocked(details, before, await locks(actor, before, '', on));
    refuseLosingHeldTypes(details, heldRoles(await roles.slots(clientId, on), contactId));
    const changes = changesBetween(before, details);
    if (Object.keys(changes).length === 0) return { before, changes, fields: {} };
    if (contactId === 0) refuseEmptied(changes, await fieldRules.read(on));
    return { before, changes, fields: await checkAgainstStored(clientId, details, before, on) };
  }

  async function removal(contact: Contact, on: Executor): Promise<Removal> {
    const { clientId, contactId } = contact;
    const routing = await reader.read(clientId, on);
    const name = displayName(contact);
    const reasons = deleteBlockers(routing, contactId);
    return {
      contact,
      blockers: reasons.map(({ key, params }) => ({ key, params: { name, ...params } })),
      // The owner is never without.
      recipients: previewOf(routing, contactId === 0 ? routing.client : without(routing.client, contactId)),
    };
  }

  async function remove({ clientId, contactId, version }: Target, on: Executor): Promise<Removal> {
    const before = await contacts.get(clientId, contactId, on);
    if (before.version !== versionParts(version).version)
      throw staleError('contacts:conflict.changedBeforeDelete');
    const found = await removal(before, on);
    const [first] = found.blockers;
    if (first) throw new ConflictError(first, { reasons: found.blockers });
    return found;
  }

  return {
    add: async (clientId, details, on) =>
      (await checkAgainstStored(clientId, details, undefined, on)) as PanelFields,
    check: (before, details, on) => checkAgainstStored(before.clientId, details, before, on),
    edit,
    removal,
    remove,
    locks,
  };
}

// C3, K1: a locked field that comes with another value is refused on every path, whoever left it in the form.
function refuseLocked(details: ContactDetails, before: Contact, locks: Locks): void {
  const changes = changesBetween(before, details);
  const fields = Object.entries(locks).filter(([field]) => Object.hasOwn(changes, field));
  if (fields.length > 0)
    throw new InputError(Object.fromEntries(fields.map(([field, { refusal }]) => [field, refusal])));
}

// K1: what the provider requires of a company is not emptied, on whatever path.
function refuseEmptied(changes: Changes, rules: FieldRules): void {
  const emptied = requiredFields(rules).filter((field) => changes[OWNER_FIELD[field]]?.after === '');
  if (emptied.length > 0)
    throw new InputError(
      Object.fromEntries(emptied.map((field) => [OWNER_FIELD[field], emptyRefusal(field)])),
    );
}

// R3: a type that comes with a held primary role cannot be taken away while the role is held.
function refuseLosingHeldTypes(details: ContactDetails, held: readonly PrimaryRole[]): void {
  const lost = held.find((role) => !details.types.includes(role));
  if (lost) throw new InputError({ types: { key: 'roles:errors.typeHeld', params: { role: lost } } });
}

// The panel's one address line is two fields of the form, and its phone is a group.
const FORM_NAMES: Record<string, string> = { address1: 'street', phone: 'phone.number' };

const forForm = (refusals: FieldErrors): FieldErrors =>
  Object.fromEntries(
    Object.entries(refusals).map(([field, message]) => [FORM_NAMES[field] ?? field, message]),
  );
