// The add and edit form of a contact (CL4, CL5), and what happens when it is sent: shown again with its effect, or saved.
import type { z } from 'zod';
import { page, type Envelope, type Outcome, type Page, type PageRequest } from '../http/page.js';
import type { ContactMailPlan } from '../notices/contact-mail.js';
import { noticeName } from '../notices/notice.js';
import { preferencesVersion } from '../notices/preference-resource.js';
import type { PreferencesService } from '../notices/preferences-service.js';
import { decide } from '../permissions/decide.js';
import type { Message } from '../support/errors.js';
import { contactIdOf } from './contact-id.js';
import { displayName, pathId, type Contact } from './contact.js';
import { contactForm } from './forms.js';
import { wantedFrom } from './mail-form.js';
import { contactFormLocals, storedAnswers, type FormModel } from './pages/form.js';
import { fieldLabel, readableValue } from './pages/labels.js';
import type { MailModel } from './pages/mail-fields.js';
import type { AddedContact } from './saving.js';
import type { ContactsService } from './service.js';
import { withStaffFields, type Saved } from './staff-fields.js';
import { wholeVersion } from './whole-version.js';

const VIEW = 'client/contacts/form';

export interface ContactFormDeps {
  contacts: ContactsService;
  preferences: Pick<PreferencesService, 'of'>;
  languages: readonly string[];
  hasLogins: boolean;
}

export function contactFormPages({ contacts, preferences, languages, hasLogins }: ContactFormDeps): Page[] {
  // Who gets what is contact management: whoever may only edit the profile does not see it.
  async function loadMail(
    request: PageRequest,
    contactId: number | undefined,
  ): Promise<MailModel | undefined> {
    const { actor, clientId } = request;
    if (!decide(actor, 'contacts.manage').allowed) return undefined;
    const closed = contacts.preferencesClosed(contactId);
    if (contactId === undefined) return { preferences: undefined, closed };
    const found = await preferences.of(actor, clientId, [contactId]);
    return { preferences: found.get(contactId) ?? [], closed };
  }

  async function loadForm(
    request: PageRequest,
    contact: Contact | undefined,
    country: string,
  ): Promise<FormModel> {
    return {
      contact,
      country,
      languages,
      hasLogins,
      heldTypes: contact ? await contacts.heldRoles(request.clientId, contact.contactId) : [],
      locks: contact ? await contacts.locks(request.actor, contact, request.words.language) : {},
      sameServer: contact && (await contacts.sameServer(request.clientId, contact.email)),
      mail: await loadMail(request, contact?.contactId),
    };
  }

  const schema = (
    { contact, heldTypes, mail }: FormModel,
    { actor, settings }: PageRequest,
  ): z.ZodType<Saved> => {
    const options = { stored: contact, languages, heldTypes, types: settings.types };
    return withStaffFields(contactForm(options), {
      staff: actor.kind === 'staff',
      login: !contact && hasLogins,
      mail: mail !== undefined && mail.closed === undefined,
    });
  };

  const describe = (path: string, value: string, { words }: PageRequest) => ({
    label: fieldLabel(path, words),
    value: readableValue(path, value, words),
  });

  async function add(
    request: PageRequest,
    model: FormModel,
    saved: Saved,
    { requestKey, intent }: Envelope,
  ): Promise<Outcome> {
    const { actor, origin, clientId } = request;
    const { details, reason, notifyClient, login } = saved;
    const wanted = wantedFrom(saved.mail, undefined);
    if (intent === 'preview') {
      const { mailPlan } = await contacts.previewAdd(actor, clientId, details, wanted);
      return withEffect(request, model, saved, mailPlan);
    }
    const options = { requestKey, notifyClient, reason, wanted };
    const added = await contacts.add(actor, origin, clientId, details, options);
    const path = `/contacts/${added.contactId}`;
    const redirect = login ? `${path}/access` : intent === 'another' ? '/contacts/new' : path;
    return { redirect, flash: addedFlash(added, notifyClient, request) };
  }

  async function edit(
    request: PageRequest,
    model: FormModel,
    saved: Saved,
    { version, intent }: Envelope,
  ): Promise<Outcome> {
    const { actor, origin, clientId } = request;
    const { contactId } = model.contact as Contact;
    const { details, reason, seen } = saved;
    const target = { clientId, contactId, version };
    const wanted = wantedFrom(saved.mail, model.mail?.preferences);
    if (intent === 'preview') {
      const { mailPlan } = await contacts.previewEdit(actor, target, details, wanted);
      return withEffect(request, model, saved, mailPlan);
    }
    const outcome = await contacts.edit(actor, origin, target, details, { reason, wanted, seen });
    if ('check' in outcome) {
      const { check, isStale } = outcome;
      const notice = { key: isStale ? 'notices:conflict.seen' : 'contacts:effect.falls' };
      return withEffect(request, model, saved, check, { notice, status: isStale ? 409 : 200 });
    }
    const isChanged = Object.keys(outcome.changes).length > 0;
    const key = isChanged ? 'contacts:edit.saved' : 'contacts:edit.nothing';
    return {
      redirect: afterOwnEdit(request, contactId),
      flash: { key, params: { name: displayName(details) } },
    };
  }

  const editPage = (path: string, permission: 'contacts.manage' | 'profile.edit', contactId?: number): Page =>
    page<FormModel, Saved>({
      path,
      permission,
      view: VIEW,
      async load(request) {
        const id = contactId ?? contactIdOf(request.params);
        return loadForm(request, await contacts.get(request.actor, request.clientId, id), '');
      },
      locals: contactFormLocals,
      form: { schema, version: versionOf, stored: storedAnswers, describe, submit: edit },
    });

  return [
    page<FormModel, Saved>({
      path: '/contacts/new',
      permission: 'contacts.manage',
      needs: ['contacts', 'contactChanges'],
      view: VIEW,
      load: async (request) =>
        loadForm(request, undefined, await contacts.homeCountry(request.actor, request.clientId)),
      locals: contactFormLocals,
      form: { schema, submit: add },
    }),
    editPage('/contacts/owner/edit', 'profile.edit', 0),
    editPage('/contacts/:contactId/edit', 'contacts.manage'),
  ];
}

const versionOf = ({ contact, mail }: FormModel): string =>
  contact
    ? wholeVersion({
        version: contact.version,
        mail: mail?.preferences ? preferencesVersion(mail.preferences) : '',
      })
    : '';

/** The same form with its answers, and what saving them would do. */
function withEffect(
  request: PageRequest,
  model: FormModel,
  { answers }: Saved,
  plan: ContactMailPlan | undefined,
  { notice, status = 200 }: { notice?: Message; status?: number } = {},
): Outcome {
  const typed = { answers, errors: {}, notice };
  return { view: VIEW, locals: contactFormLocals(model, request, typed, { plan }), status };
}

function addedFlash(added: AddedContact, isTold: boolean, { words }: PageRequest): Message {
  const names = added.receives.map((notice) => words.say(noticeName(notice)));
  const notices = new Intl.ListFormat(words.language, { type: 'unit' }).format(names);
  const params = { name: displayName(added), notices };
  if (names.length === 0) return { key: isTold ? 'contacts:add.savedAndTold' : 'contacts:add.saved', params };
  return { key: isTold ? 'contacts:add.savedGetsAndTold' : 'contacts:add.savedGets', params };
}

// Who may edit the owner's details but not see contacts comes back to the form.
function afterOwnEdit({ actor }: PageRequest, contactId: number): string {
  const path = `/contacts/${pathId(contactId)}`;
  return decide(actor, 'contacts.manage').allowed ? path : `${path}/edit`;
}
