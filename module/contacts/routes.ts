// The contact pages, once for the client area and for a client's file in the admin area.
import { z } from 'zod';
import { page, type Page, type PageRequest } from '../http/page.js';
import { PAGE_SIZE } from '../http/pagination.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../roles/role.js';
import type { RolesService } from '../roles/service.js';
import { contactIdOf } from './contact-id.js';
import { decide } from '../permissions/decide.js';
import { LOGIN_STATES } from '../permissions/subject.js';
import type { Message } from '../support/errors.js';
import { displayName, pathId, type Contact } from './contact.js';
import { contactForm } from './forms.js';
import { SORTS, type ContactListQuery } from './list-store.js';
import type { ContactLoginPages } from './logins.js';
import { contactDeleteLocals, type DeleteModel } from './pages/delete.js';
import { contactFormLocals, storedAnswers, type FormModel } from './pages/form.js';
import { fieldLabel, readableValue } from './pages/labels.js';
import { contactListLocals, type ListModel, type ListQuery } from './pages/list.js';
import { contactViewLocals, type ViewModel } from './pages/view.js';
import type { ContactsService } from './service.js';
import { reasonField, withStaffFields, type Saved } from './staff-fields.js';

const listQuery = z.object({
  q: z.string().trim().max(200).catch(''),
  kind: z.enum(['person', 'mailbox', '']).catch(''),
  type: z.enum([...CONTACT_TYPES, '']).catch(''),
  role: z.enum([...PRIMARY_ROLES, '']).catch(''),
  login: z.enum([...LOGIN_STATES, '']).catch(''),
  sort: z.enum([...SORTS, '']).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
}) satisfies z.ZodType<ListQuery>;

const toStoreQuery = ({ q, kind, type, role, login, sort, page: at }: ListQuery): ContactListQuery => ({
  q,
  kind,
  sort,
  types: type === '' ? [] : [type],
  roles: role === '' ? [] : [role],
  login: login === '' ? undefined : login,
  limit: PAGE_SIZE,
  offset: (at - 1) * PAGE_SIZE,
});

export function contactPages(deps: {
  contacts: ContactsService;
  roles: RolesService;
  languages: readonly string[];
  /** Undefined where the panel has no logins. */
  logins: ContactLoginPages | undefined;
}): Page[] {
  const { contacts, roles, languages, logins } = deps;

  const load = (request: PageRequest, id = contactIdOf(request.params)): Promise<Contact> =>
    contacts.get(request.actor, request.clientId, id);

  async function loadForm(
    request: PageRequest,
    contact: Contact | undefined,
    country: string,
  ): Promise<FormModel> {
    return {
      contact,
      country,
      languages,
      hasLogins: logins !== undefined,
      heldTypes: contact ? await contacts.heldRoles(request.clientId, contact.contactId) : [],
      locks: contact ? await contacts.locks(request.actor, contact, request.words.language) : {},
      sameServer: contact && (await contacts.sameServer(request.clientId, contact.email)),
    };
  }

  const schema = ({ contact, heldTypes }: FormModel, { actor, settings }: PageRequest): z.ZodType<Saved> => {
    const options = { stored: contact, languages, heldTypes, types: settings.types };
    const others = { staff: actor.kind === 'staff', login: !contact && logins !== undefined };
    return withStaffFields(contactForm(options), others);
  };

  const describe = (path: string, value: string, { words }: PageRequest) => ({
    label: fieldLabel(path, words),
    value: readableValue(path, value, words),
  });

  async function save(
    request: PageRequest,
    { contact }: FormModel,
    { details, reason }: Saved,
    version: string,
  ) {
    const { contactId } = contact as Contact;
    const target = { clientId: request.clientId, contactId, version };
    const changed = await contacts.edit(request.actor, request.origin, target, details, reason);
    const flash: Message = {
      key: Object.keys(changed).length > 0 ? 'contacts:edit.saved' : 'contacts:edit.nothing',
      params: { name: displayName(details) },
    };
    return { redirect: afterOwnEdit(request, contactId), flash };
  }

  const editPage = (path: string, permission: 'contacts.manage' | 'profile.edit', contactId?: number): Page =>
    page<FormModel, Saved>({
      path,
      permission,
      view: 'client/contacts/form',
      load: async (request) => loadForm(request, await load(request, contactId), ''),
      locals: contactFormLocals,
      form: {
        schema,
        version: ({ contact }) => contact?.version ?? '',
        stored: storedAnswers,
        describe,
        submit: (request, model, saved, { version }) => save(request, model, saved, version),
      },
    });

  return [
    page<ListModel>({
      path: '/contacts',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/contacts/list',
      load: async (request) => {
        const query = listQuery.parse(request.query);
        const list = await contacts.list(request.actor, request.clientId, toStoreQuery(query));
        const ids = list.items.map(({ contactId }) => contactId);
        const held = await roles.of(request.actor, request.clientId, ids);
        return { query, list, roles: held, hasLogins: logins !== undefined };
      },
      locals: contactListLocals,
    }),

    page<FormModel, Saved>({
      path: '/contacts/new',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/contacts/form',
      load: async (request) =>
        loadForm(request, undefined, await contacts.homeCountry(request.actor, request.clientId)),
      locals: contactFormLocals,
      form: {
        schema,
        async submit(request, _model, { details, reason, notifyClient, login }, { requestKey, intent }) {
          const options = { requestKey, notifyClient, reason };
          const added = await contacts.add(request.actor, request.origin, request.clientId, details, options);
          const key = notifyClient ? 'contacts:add.savedAndTold' : 'contacts:add.saved';
          const path = `/contacts/${added.contactId}`;
          const redirect = login ? `${path}/access` : intent === 'another' ? '/contacts/new' : path;
          return { redirect, flash: { key, params: { name: displayName(details) } } };
        },
      },
    }),

    editPage('/contacts/owner/edit', 'profile.edit', 0),

    page<ViewModel>({
      path: '/contacts/:contactId',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/contacts/view',
      async load(request) {
        const contact = await load(request);
        return {
          contact,
          history: await contacts.history(request.actor, request.clientId, contact.contactId),
          sameServer: await contacts.sameServer(request.clientId, contact.email),
          roles: await roles.of(request.actor, request.clientId, [contact.contactId]),
          mayEdit: decide(request.actor, contact.kind === 'owner' ? 'profile.edit' : 'contacts.manage')
            .allowed,
          access: await logins?.card(request, contact),
        };
      },
      locals: contactViewLocals,
    }),

    editPage('/contacts/:contactId/edit', 'contacts.manage'),

    page<DeleteModel, { reason: string }>({
      path: '/contacts/:contactId/delete',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/contacts/delete',
      async load(request) {
        const contact = await load(request);
        return {
          contact,
          blockers: await contacts.deleteBlockers(request.actor, request.clientId, contact.contactId),
          login: (await logins?.state(request, contact)) ?? 'none',
        };
      },
      locals: contactDeleteLocals,
      form: {
        schema: () => z.strictObject({ reason: reasonField }),
        version: ({ contact }) => contact.version,
        async submit(request, { contact }, { reason }, { version }) {
          const target = { clientId: request.clientId, contactId: contact.contactId, version };
          await contacts.remove(request.actor, request.origin, target, reason);
          return {
            redirect: '/contacts',
            flash: { key: 'contacts:delete.done', params: { name: displayName(contact) } },
          };
        },
      },
    }),
  ];
}

// Who may edit the owner's details but not see contacts comes back to the form.
function afterOwnEdit({ actor }: PageRequest, contactId: number): string {
  const path = `/contacts/${pathId(contactId)}`;
  return decide(actor, 'contacts.manage').allowed ? path : `${path}/edit`;
}
