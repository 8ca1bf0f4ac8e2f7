// The contact pages, once for the client area and for a client's file in the admin area; its forms are in form-routes.ts.
import { z } from 'zod';
import type { ContactAddresses } from '../confirmations/contact-addresses.js';
import { line, reasonText } from '../http/form-text.js';
import { pageNumber, partAt, searchText } from '../http/list-query.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import type { PreferencesService } from '../notices/preferences-service.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../roles/role.js';
import type { RolesService } from '../roles/service.js';
import { contactIdOf } from './contact-id.js';
import { decide } from '../permissions/decide.js';
import { LOGIN_STATES } from '../permissions/subject.js';
import { displayName, type Contact } from './contact.js';
import { contactFormPages } from './form-routes.js';
import { SORTS, type ContactListQuery } from './list-store.js';
import type { ContactLoginPages } from './logins.js';
import { contactDeleteLocals, type DeleteModel } from './pages/delete.js';
import { contactListLocals, type ListModel, type ListQuery } from './pages/list.js';
import { contactViewLocals, type ViewModel } from './pages/view.js';
import type { ContactsService } from './service.js';

const listQuery = z.object({
  q: searchText,
  kind: z.enum(['person', 'mailbox', '']).catch(''),
  type: z.enum([...CONTACT_TYPES, '']).catch(''),
  role: z.enum([...PRIMARY_ROLES, '']).catch(''),
  login: z.enum([...LOGIN_STATES, '']).catch(''),
  sort: z.enum([...SORTS, '']).catch(''),
  page: pageNumber,
}) satisfies z.ZodType<ListQuery>;

const toStoreQuery = ({ q, kind, type, role, login, sort, page: at }: ListQuery): ContactListQuery => ({
  q,
  kind,
  sort,
  types: type === '' ? [] : [type],
  roles: role === '' ? [] : [role],
  login: login === '' ? undefined : login,
  ...partAt(at),
});

export function contactPages(deps: {
  contacts: ContactsService;
  roles: RolesService;
  preferences: Pick<PreferencesService, 'of'>;
  languages: readonly string[];
  addresses: ContactAddresses;
  /** Undefined where the panel has no logins. */
  logins: ContactLoginPages | undefined;
}): Page[] {
  const { contacts, roles, preferences, languages, addresses, logins } = deps;

  const load = (request: PageRequest, id = contactIdOf(request.params)): Promise<Contact> =>
    contacts.get(request.actor, request.clientId, id);

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
        const marks = await addresses.marks(request, list.items);
        return { query, list, roles: held, marks, hasLogins: logins !== undefined };
      },
      locals: contactListLocals,
    }),

    ...contactFormPages({ contacts, preferences, languages, hasLogins: logins !== undefined }),

    page<ViewModel>({
      path: '/contacts/:contactId',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/contacts/view',
      async load(request) {
        const contact = await load(request);
        const login = await logins?.card(request, contact);
        return {
          contact,
          history: await contacts.history(request.actor, request.clientId, contact.contactId),
          sameServer: await contacts.sameServer(request.clientId, contact.email),
          mail: await contacts.mail(request.actor, request.clientId, contact.contactId),
          roles: await roles.of(request.actor, request.clientId, [contact.contactId]),
          mayEdit: decide(request.actor, contact.kind === 'owner' ? 'profile.edit' : 'contacts.manage')
            .allowed,
          access: login?.card,
          address: await addresses.card(request, contact, login?.people),
        };
      },
      locals: contactViewLocals,
    }),

    page<DeleteModel, { reason: string; seen: string }>({
      path: '/contacts/:contactId/delete',
      permission: 'contacts.manage',
      needs: ['contacts', 'contactChanges'],
      view: 'client/contacts/delete',
      async load(request) {
        const contact = await load(request);
        return {
          ...(await contacts.removal(request.actor, request.clientId, contact.contactId)),
          login: (await logins?.state(request, contact)) ?? 'none',
        };
      },
      locals: contactDeleteLocals,
      form: {
        schema: () =>
          z.strictObject({ reason: reasonText, seen: line('common:whatChanges', 40).default('') }),
        version: ({ contact }) => contact.version,
        async submit(request, { contact }, { reason, seen }, { version }) {
          const target = { clientId: request.clientId, contactId: contact.contactId, version };
          await contacts.remove(request.actor, request.origin, target, { seen, reason });
          return {
            redirect: '/contacts',
            flash: { key: 'contacts:delete.done', params: { name: displayName(contact) } },
          };
        },
      },
    }),
  ];
}
