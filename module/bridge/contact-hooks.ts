// Our rules inside the panel's own forms: names that stay (C3), one address per client (C4), fields of the company that
// are locked or required (K1), and the last one who hears about domains (C8). A look, not a lock: the panel writes.
import { z } from 'zod';
import { emptyRefusal, OWNER_FIELD, requiredFields, type FieldRules } from '../company/field-rule.js';
import type { KnexFieldRuleStore } from '../company/field-rule-store.js';
import { displayName, type Contact } from '../contacts/contact.js';
import { isKeptEmail } from '../contacts/email.js';
import { locksOf } from '../contacts/locks.js';
import type { ContactStore } from '../contacts/store.js';
import { contactOf } from '../notices/client-facts.js';
import { isLastDomainRecipient } from '../notices/domain-mail.js';
import type { RoutingReader } from '../notices/facts-reader.js';
import type { PanelFields } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { Executor } from '../support/database.js';
import type { Message } from '../support/errors.js';
import { clientIdShape, hook, loginShape, type BridgeLogin, type Hook, type HookContext } from './hook.js';

const text = z.string().max(10_000).optional();

/** What a form of the panel had; a field that it has not is left alone. */
const fieldsShape = z.strictObject({
  firstName: text,
  lastName: text,
  companyName: text,
  email: text,
  phone: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  taxNumber: text,
  mail: z.record(z.string().max(50), z.boolean()).optional(),
});
type FormFields = z.infer<typeof fieldsShape>;

const who = { clientId: clientIdShape, login: loginShape.nullable() };
const contactDetails = z.strictObject({
  ...who,
  contactId: z.int().positive().nullable(),
  fields: fieldsShape,
});
const clientDetails = z.strictObject({ ...who, fields: fieldsShape });

export interface ContactHooksDeps {
  contacts: ContactStore;
  reader: Pick<RoutingReader, 'find'>;
  fieldRules: KnexFieldRuleStore;
  readActor: ReadActor;
  on: Executor;
}

/** Whoever fills in the form: staff where the panel names no login. */
type Editor = Pick<Actor, 'kind' | 'identity'>;
const STAFF: Editor = { kind: 'staff', identity: { kind: 'staff', staffId: 0 } };

export function contactHooks(deps: ContactHooksDeps): Hook[] {
  const { contacts, reader, fieldRules, readActor, on } = deps;

  async function editorOf(clientId: number, login: BridgeLogin | null): Promise<Editor | undefined> {
    if (login === null) return STAFF;
    const { userId, contactId } = login;
    return readActor({ kind: 'login', clientId, userId, contactId }, on);
  }

  async function takenEmail(clientId: number, email: string, own?: Contact): Promise<Message[]> {
    if (email === '' || (own && isKeptEmail(email, own.email))) return [];
    const holder = await contacts.findByEmail(clientId, email, on);
    if (!holder || holder.contactId === own?.contactId) return [];
    return [{ key: 'contacts:errors.email.taken', params: { email, name: displayName(holder) } }];
  }

  async function lastDomain({ clientId, contactId }: Contact, { mail }: FormFields): Promise<Message[]> {
    if (mail?.['domain'] !== false) return [];
    const routing = await reader.find(clientId, on);
    const facts = routing && contactOf(routing.client, contactId);
    return facts && isLastDomainRecipient(routing, facts) ? [{ key: 'bridge:refused.lastDomain' }] : [];
  }

  async function refusals(
    { clientId, contactId, login, fields }: z.infer<typeof contactDetails>,
    { words, settings: { names } }: HookContext,
  ): Promise<Message[]> {
    const editor = await editorOf(clientId, login);
    if (!editor) return [{ key: 'bridge:refused.ended' }];
    const email = fields.email?.trim() ?? '';
    if (contactId === null) return takenEmail(clientId, email);
    const contact = await contacts.find(clientId, contactId, on);
    // Gone or another client's: the panel itself says so.
    if (!contact) return [];
    const rules = await fieldRules.read(on);
    const locks = locksOf(contact, editor, { names, rules, language: words.language });
    const locked = Object.entries(locks).filter(([field]) => differs(contact, fields, field));
    return [
      ...locked.map(([, { refusal }]) => refusal),
      ...(contactId === 0 ? emptied(contact, fields, rules) : []),
      ...('email' in locks ? [] : await takenEmail(clientId, email, contact)),
      ...(await lastDomain(contact, fields)),
    ];
  }

  // Street and house number are one line of the panel's: said once.
  const say = (messages: readonly Message[], { words }: HookContext) => ({
    errors: [...new Set(messages.map(words.say))],
  });

  return [
    hook<z.infer<typeof contactDetails>>({
      name: 'contact-details',
      body: contactDetails,
      answer: async (body, context) => say(await refusals(body, context), context),
    }),
    hook<z.infer<typeof clientDetails>>({
      name: 'client-details',
      body: clientDetails,
      answer: async (body, context) => say(await refusals({ ...body, contactId: 0 }, context), context),
    }),
  ];
}

/** The panel keeps street and house number in one line. */
const COLUMN: Record<string, keyof PanelFields> = { street: 'address1', houseNumber: 'address1' };
const columnOf = (field: string): keyof PanelFields => COLUMN[field] ?? (field as keyof PanelFields);

function differs({ stored }: Contact, fields: FormFields, field: string): boolean {
  const column = columnOf(field);
  const typed = fields[column];
  if (typed === undefined) return false;
  if (column === 'email') return comparable(typed).toLowerCase() !== comparable(stored.email).toLowerCase();
  // A country that the panel stores in a form nobody reads cannot be left as it is by its form's list.
  if (column === 'country') return stored.country !== '' && typed.trim().toUpperCase() !== stored.country;
  return comparable(typed) !== comparable(stored[column]);
}

// K1: what is required is not emptied; what was empty before may stay so.
const emptied = ({ stored }: Contact, fields: FormFields, rules: FieldRules): Message[] =>
  requiredFields(rules)
    .filter((field) => {
      const column = columnOf(OWNER_FIELD[field]);
      return fields[column]?.trim() === '' && stored[column] !== '';
    })
    .map(emptyRefusal);

const comparable = (value: string): string => value.normalize('NFC').replace(/\s+/g, ' ').trim();
