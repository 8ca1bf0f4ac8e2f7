// The contacts of the Customer Account API: the same schemas, services and words as the pages.
import { z } from 'zod';
import { endpoint, type ApiRequest, type Endpoint } from '../api/endpoint.js';
import { readBody } from '../api/input.js';
import { listBody, listShape, pageQuery, words } from '../api/lists.js';
import { previewShape } from '../api/preview.js';
import { recipientChangeShape, recipientChangesResource } from '../notices/pages/changes.js';
import type { Preference } from '../notices/preference.js';
import { preferencesVersion } from '../notices/preference-resource.js';
import type { PreferencesService } from '../notices/preferences-service.js';
import type { LoginState } from '../permissions/subject.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../roles/role.js';
import type { ContactRoles, RolesService } from '../roles/service.js';
import type { Contact } from './contact.js';
import { contactIdOf } from './contact-id.js';
import { contactBody } from './forms.js';
import { SORTS } from './list-store.js';
import { contactResource, contactShape } from './resource.js';
import type { ContactPreview } from './saving.js';
import type { ContactsService } from './service.js';
import { wholeVersion } from './whole-version.js';

const listQuery = z.strictObject({
  ...pageQuery,
  q: z.string().trim().max(200).default('').meta({ description: 'Part of a name, an address or a number' }),
  kind: z.enum(['person', 'mailbox', ''], { error: 'api:query.unknown' }).default(''),
  types: words(CONTACT_TYPES),
  primaryRoles: words(PRIMARY_ROLES),
  sort: z.enum([...SORTS, ''], { error: 'api:query.unknown' }).default(''),
});

const bodyShape = (languages: readonly string[]) =>
  contactBody({ stored: undefined, languages, heldTypes: [], types: 'multiple' });

const contactPreviewShape = previewShape
  .extend({ notices: z.array(recipientChangeShape) })
  .meta({ id: 'ContactPreview' });

const previewBody = ({ changes, mailPlan }: ContactPreview): z.infer<typeof contactPreviewShape> => ({
  changes,
  notices: recipientChangesResource(mailPlan?.changes ?? []),
});

export function contactEndpoints(deps: {
  contacts: ContactsService;
  roles: RolesService;
  preferences: Pick<PreferencesService, 'of'>;
  languages: readonly string[];
  /** The state of every login of a client, by contact; a contact that is not in it has none. */
  loginStates: (clientId: number) => Promise<ReadonlyMap<number, LoginState>>;
}): Endpoint[] {
  const { contacts, roles, preferences: mail, languages, loginStates } = deps;
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

  const preferencesOf = async ({ actor, clientId }: ApiRequest, { contactId }: Contact) =>
    (await mail.of(actor, clientId, [contactId])).get(contactId) ?? [];

  const versionOf = ({ version }: Contact, preferences: readonly Preference[]): string =>
    wholeVersion({ version, mail: preferencesVersion(preferences) });

  async function show(request: ApiRequest, contact: Contact) {
    const { contactId } = contact;
    const held = await heldBy(request, [contactId]);
    const login = (await loginStates(request.clientId)).get(contactId) ?? 'none';
    const preferences = await preferencesOf(request, contact);
    const version = versionOf(contact, preferences);
    return {
      body: contactResource({ contact, held: held.get(contactId), login, preferences, version }),
      version,
    };
  }

  /** The contact as it is, and as the caller saw it. */
  async function loadTarget(request: ApiRequest) {
    const stored = await load(request);
    const version = request.version(versionOf(stored, await preferencesOf(request, stored)));
    return { stored, target: { clientId: request.clientId, contactId: stored.contactId, version } };
  }

  async function readContact({ clientId, settings, body }: ApiRequest, stored: Contact | undefined) {
    const heldTypes = stored ? await contacts.heldRoles(clientId, stored.contactId) : [];
    return readBody(contactBody({ stored, languages, heldTypes, types: settings.types }), body);
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
        const ids = found.map(({ contactId }) => contactId);
        const held = await heldBy(request, ids);
        const states = await loginStates(request.clientId);
        const byHand = await mail.of(request.actor, request.clientId, ids);
        const items = found.map((contact) => {
          const { contactId } = contact;
          const preferences = byHand.get(contactId) ?? [];
          const version = versionOf(contact, preferences);
          const login = states.get(contactId) ?? 'none';
          return contactResource({ contact, held: held.get(contactId), login, preferences, version });
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
      answers: contactShape.or(contactPreviewShape),
      created: true,
      versioned: true,
      async handle(request) {
        const { actor, origin, clientId, requestKey, dryRun } = request;
        const { details, wanted } = await readContact(request, undefined);
        if (dryRun) return { body: previewBody(await contacts.previewAdd(actor, clientId, details, wanted)) };
        const options = { requestKey, notifyClient: false, reason: '', wanted };
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
      answers: contactShape.or(contactPreviewShape),
      versioned: true,
      async handle(request) {
        const { actor, origin, dryRun } = request;
        const { stored, target } = await loadTarget(request);
        const { details, wanted } = await readContact(request, stored);
        if (dryRun) return { body: previewBody(await contacts.previewEdit(actor, target, details, wanted)) };
        await contacts.edit(actor, origin, target, details, { reason: '', wanted });
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
        const { actor, origin, dryRun } = request;
        const { stored, target } = await loadTarget(request);
        if (!dryRun) {
          await contacts.remove(actor, origin, target, { seen: undefined, reason: '' });
          return { status: 204 };
        }
        const { changes } = await contacts.previewRemove(actor, target);
        const removed = [(await show(request, stored)).body];
        return { body: { removed, notices: recipientChangesResource(changes) } };
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
