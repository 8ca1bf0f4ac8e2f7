// Primary roles in the Customer Account API: the four slots as one resource, and Promote with its preview.
import { z } from 'zod';
import { endpoint, type ApiRequest, type Endpoint } from '../api/endpoint.js';
import { readBody } from '../api/input.js';
import { listBody, listShape } from '../api/lists.js';
import { displayName, type Contact } from '../contacts/contact.js';
import {
  recipientChangeShape,
  recipientChangesResource,
  recipientResource,
  recipientShape,
} from '../notices/pages/changes.js';
import { digest } from '../support/digest.js';
import { NotFoundError, staleError } from '../support/errors.js';
import { isPrimaryRole, PRIMARY_ROLES, type PrimaryRole } from './role.js';
import type { HeldSlot, PromotionPreview, RolesService } from './service.js';

const ROLE = z.enum(PRIMARY_ROLES.map((role) => role.toUpperCase()));

const slotShape = z
  .object({
    role: ROLE,
    contactId: z.int().meta({ description: '0 is the owner' }),
    name: z.string(),
    chosen: z.boolean().meta({ description: 'False while the owner only stands in' }),
    since: z.iso.datetime().nullable(),
  })
  .meta({ id: 'PrimaryRole' });

const changeShape = z.object({
  contactId: z.int(),
  name: z.string(),
  what: z.enum(['role', 'type']),
  role: ROLE,
});

const promotionShape = z
  .object({
    added: z.array(changeShape),
    removed: z.array(changeShape),
    recipients: z
      .object({ before: z.array(recipientShape), after: z.array(recipientShape) })
      .meta({ description: 'Who gets what the role is about, who is expected to act first' }),
    notices: z
      .array(recipientChangeShape)
      .meta({ description: 'Every notice whose recipients change, or who is expected to act on it' }),
  })
  .meta({ id: 'Promotion' });

const promoteBody = z
  .strictObject({
    contactId: z.int({ error: 'roles:errors.contact' }).min(0, { error: 'roles:errors.contact' }),
    notify: z
      .boolean({ error: 'roles:errors.notify' })
      .default(true)
      .meta({ description: 'Tell both people by mail' }),
  })
  .meta({ id: 'Promote' });

export function roleEndpoints({ roles }: { roles: RolesService }): Endpoint[] {
  const common = {
    about: 'client',
    permission: 'contacts.manage',
    needs: 'contacts',
    tag: 'Primary roles',
  } as const;

  return [
    endpoint({
      ...common,
      method: 'GET',
      path: '/primary-roles',
      scope: 'roles:read',
      summary: 'The four primary roles and who holds them',
      answers: listShape('primaryRoles', slotShape),
      versioned: true,
      async handle({ actor, clientId }) {
        const slots = await roles.slots(actor, clientId);
        const page = { limit: PRIMARY_ROLES.length, offset: 0 };
        const body = listBody('primaryRoles', slots.map(slotResource), page, slots.length);
        return { body, version: versionOf(slots) };
      },
    }),

    endpoint({
      ...common,
      method: 'GET',
      path: '/primary-roles/{role}',
      scope: 'roles:read',
      summary: 'Who holds one primary role',
      answers: slotShape,
      versioned: true,
      async handle({ actor, clientId, params }) {
        const role = roleOf(params);
        const slots = await roles.slots(actor, clientId);
        const slot = slots.find((one) => one.role === role) as HeldSlot;
        return { body: slotResource(slot), version: versionOf(slots) };
      },
    }),

    endpoint({
      ...common,
      method: 'PUT',
      path: '/primary-roles/{role}',
      scope: 'roles:write',
      summary: 'Promote a contact; the present holder loses the role in the same step',
      body: promoteBody,
      example: { contactId: 12 },
      answers: promotionShape,
      versioned: true,
      async handle(request) {
        const { actor, origin, clientId, requestKey, dryRun } = request;
        const role = roleOf(request.params);
        const now = versionOf(await roles.slots(actor, clientId));
        if (request.version(now) !== now) throw staleError('roles:promote.stale');
        const { contactId, notify } = readBody(promoteBody, request.body);
        const preview = await roles.preview(actor, clientId, contactId, role);
        if (!dryRun) {
          const options = { role, seen: preview.seen, tell: notify, reason: '', requestKey };
          await roles.promote(actor, origin, clientId, contactId, options);
        }
        const version = versionOf(await roles.slots(actor, clientId));
        return { body: promotionResource(preview), version };
      },
    }),
  ];
}

/** In any case; what is no role is not found. */
function roleOf(params: ApiRequest['params']): PrimaryRole {
  const role = params['role']?.toLowerCase() ?? '';
  if (!isPrimaryRole(role)) throw new NotFoundError('role');
  return role;
}

/** All four together: a promote that took another role from the same person is worth a second look too. */
function versionOf(slots: readonly HeldSlot[]): string {
  const held = slots.map(({ role, contactId, chosen, since }) => [role, contactId, chosen, since]);
  return digest(held);
}

const slotResource = ({ role, contactId, holder, chosen, since }: HeldSlot): z.infer<typeof slotShape> => ({
  role: role.toUpperCase(),
  contactId,
  name: displayName(holder),
  chosen,
  since: since?.toISOString() ?? null,
});

function promotionResource({
  promotion,
  people,
  recipients,
  about,
}: PromotionPreview): z.infer<typeof promotionShape> {
  const lines = (kind: 'added' | 'removed') =>
    promotion.changes
      .filter((change) => change.kind === kind)
      .map(({ contactId, what, role }) => ({
        contactId,
        name: displayName(people.get(contactId) as Contact),
        what,
        role: role.toUpperCase(),
      }));
  return {
    added: lines('added'),
    removed: lines('removed'),
    recipients: { before: about.before.map(recipientResource), after: about.after.map(recipientResource) },
    notices: recipientChangesResource(recipients.changes),
  };
}
