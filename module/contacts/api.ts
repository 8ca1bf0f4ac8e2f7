// The contacts of the Customer Account API: the same schemas, services and words as the pages.
import { z } from 'zod';
import { endpoint, type ApiRequest, type Endpoint } from '../api/endpoint.js';
import { readBody } from '../api/input.js';
import { listBody, listShape, pageQuery, words } from '../api/lists.js';
import { previewShape } from '../api/preview.js';
import type { LoginState } from '../permissions/subject.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../roles/role.js';
import type { ContactRoles, RolesService } from '../roles/service.js';
import type { Contact } from './contact.js';
import { contactIdOf } from './contact-id.js';
import { contactForm } from './forms.js';
import { SORTS } from './list-store.js';
import { contactResource, contactShape } from './resource.js';
import type { ContactsService } from './service.js';

const listQuery = z.strictObject({
  ...pageQuery,
  q: z.string().trim().max(200).default('').meta({ description: 'Part of a name, an address or a number' }),
  kind: z.enum(['person', 'mailbox', ''], { error: 'api:query.unknown' }).default(''),
  types: words(CONTACT_TYPES),
  primaryRoles: words(PRIMARY_ROLES),
  sort: z.enum([...SORTS, ''], { error: 'api:query.unknown' }).default(''),
});

const bodyShape = (languages: readonly string[]) =>
  contactForm({ stored: undefined, languages, heldTypes: [], types: 'multiple' });

export function contactEndpoints(deps: {
  contacts: ContactsService;
  roles: RolesService;
  languages: readonly string[];
  /** The state of every login of a client, by contact; a contact that is not in it has none. */
  loginStates: (clientId: number) => Promise<ReadonlyMap<number, LoginState>>;
}): Endpoint[] {
  const { contacts, roles, languages, loginStates } = deps;
  const common = {
    about: 'client',
    permission: 'contacts.manage',
    needs: 'contacts',
    tag: 'Contacts',
  } as const;

  const load = (request: ApiRequest): Promise<Contact> =>
    contacts.get(request.actor, request.clientId, contactIdOf(request.params));

  const heldBy = async ({ actor, clientId }: ApiRequest, ids: number[]): Promise<Map<number, ContactRoles>> =>
    roles.of(actor, clientId, ids);

  async function show(request: ApiRequest, contact: Contact) {
    const { contactId, version } = contact;
    const held = await heldBy(request, [contactId]);
    const state = (await loginStates(request.clientId)).get(contactId) ?? 'none';
    return { body: contactResource(contact, held.get(contactId), state), version };
  }

  async function readDetails({ clientId, settings, body }: ApiRequest, stored: Contact | undefined) {
    const heldTypes = stored ? await contacts.heldRoles(clientId, stored.contactId) : [];
    return readBody(contactForm({ stored, languages, heldTypes, types: settings.types }), body);
  }

  return [
    endpoint<z.infer<typeof listQuery>>({
      ...common,
      method: 'GET',
      path: '/contacts',
      scope: 'contacts:read',
      summary: 'List contacts, the owner first',
      query: listQuery,
      answers: listShape('contacts', contactShape),
      async handle(request) {
        const { primaryRoles, ...query } = request.query;
        const { total, contacts: found } = await contacts.listWhole(request.actor, request.clientId, {
          ...query,
          roles: primaryRoles,
        });
        const held = await heldBy(
          request,
          found.map(({ contactId }) => contactId),
        );
        const states = await loginStates(request.clientId);
        const items = found.map((contact) => {
          const { contactId } = contact;
          return contactResource(contact, held.get(contactId), states.get(contactId) ?? 'none');
        });
        return { body: listBody('contacts', items, query, total) };
      },
    }),

    endpoint({
      ...common,
      method: 'POST',
      path: '/contacts',
      scope: 'contacts:write',
      summary: 'Add a contact',
      body: bodyShape(languages),
      example: EXAMPLE,
      answers: contactShape.or(previewShape),
      created: true,
      versioned: true,
      async handle(request) {
        const { actor, origin, clientId, requestKey, dryRun } = request;
        const details = await readDetails(request, undefined);
        if (dryRun) return { body: { changes: await contacts.previewAdd(actor, clientId, details) } };
        const options = { requestKey, notifyClient: false, reason: '' };
        const added = await contacts.add(actor, origin, clientId, details, options);
        return { ...(await show(request, added)), status: 201, location: `/contacts/${added.contactId}` };
      },
    }),

    endpoint({
      ...common,
      method: 'GET',
      path: '/contacts/{contactId}',
      scope: 'contacts:read',
      summary: 'Read one contact',
      answers: contactShape,
      versioned: true,
      handle: async (request) => show(request, await load(request)),
    }),

    endpoint({
      ...common,
      method: 'PATCH',
      path: '/contacts/{contactId}',
      scope: 'contacts:write',
      summary: 'Change a contact: what is left out stays as it is',
      body: bodyShape(languages),
      example: { phone: { countryCode: 'NL', number: '682212341' } },
      answers: contactShape.or(previewShape),
      versioned: true,
      async handle(request) {
        const { actor, origin, clientId, dryRun } = request;
        const stored = await load(request);
        const target = { clientId, contactId: stored.contactId, version: request.version(stored.version) };
        const details = await readDetails(request, stored);
        if (dryRun) return { body: { changes: await contacts.previewEdit(actor, target, details) } };
        await contacts.edit(actor, origin, target, details, '');
        return show(request, await load(request));
      },
    }),

    endpoint({
      ...common,
      method: 'DELETE',
      path: '/contacts/{contactId}',
      scope: 'contacts:write',
      summary: 'Delete a contact; refused with the reasons while it is bound',
      versioned: true,
      async handle(request) {
        const { actor, origin, clientId, dryRun } = request;
        const stored = await load(request);
        const target = { clientId, contactId: stored.contactId, version: request.version(stored.version) };
        if (!dryRun) {
          await contacts.remove(actor, origin, target, '');
          return { status: 204 };
        }
        await contacts.previewRemove(actor, target);
        return { body: { removed: [(await show(request, stored)).body] } };
      },
    }),
  ];
}

const EXAMPLE = {
  kind: 'person',
  firstName: 'Nora',
  lastName: 'Bakker',
  email: 'nora@corp.example',
  phone: { countryCode: 'NL', number: '0682212341' },
  types: ['technical'],
};
