// The pages of primary roles: the four cards, and promoting a contact.
import { z } from 'zod';
import { pathId, displayName } from '../contacts/contact.js';
import { contactIdOf } from '../contacts/contact-id.js';
import { peopleOf, previewed } from '../contacts/picker.js';
import type { ContactsService } from '../contacts/service.js';
import { line, reasonText } from '../http/form-text.js';
import { listQuery } from '../http/list-query.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { promoteLocals, type PromoteModel } from './pages/promote.js';
import { rolesLocals, type RolesModel } from './pages/roles.js';
import { PRIMARY_ROLES, type PrimaryRole } from './role.js';
import type { RolesService } from './service.js';

const role = z.enum(PRIMARY_ROLES);
const promoteForm = z.strictObject({
  role: z.enum(PRIMARY_ROLES, { error: 'roles:errors.choose' }),
  seen: line('roles:promote.choose', 60),
  tell: z.literal('on').optional(),
  reason: reasonText,
});

export function rolePages({ contacts, roles }: { contacts: ContactsService; roles: RolesService }): Page[] {
  async function loadPromotion(request: PageRequest): Promise<PromoteModel> {
    const { actor, clientId, query } = request;
    const contact = await contacts.get(actor, clientId, contactIdOf(request.params));
    const asked = role.safeParse(query['role']).data;
    const slots = await roles.slots(actor, clientId);
    const sameServer = await contacts.sameServer(clientId, contact.email);
    const model = { contact, slots, sameServer, role: asked, preview: undefined, refusal: {} };
    if (!asked) return model;
    return { ...model, ...(await previewed(() => roles.preview(actor, clientId, contact.contactId, asked))) };
  }

  return [
    page<RolesModel>({
      path: '/roles',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/roles/index',
      async load({ actor, clientId, query }) {
        const slots = await roles.slots(actor, clientId);
        const asked = role.safeParse(query['role']).data;
        if (!asked) return { slots, choosing: undefined };
        const found = listQuery.parse(query);
        const people = await peopleOf(contacts, { actor, clientId }, found);
        return { slots, choosing: { role: asked, query: found, people } };
      },
      locals: rolesLocals,
    }),

    page<PromoteModel, z.infer<typeof promoteForm>>({
      path: '/contacts/:contactId/promote',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/contacts/promote',
      load: loadPromotion,
      locals: promoteLocals,
      form: {
        schema: () => promoteForm,
        async submit(
          { actor, origin, clientId },
          { contact, slots },
          { role: wanted, seen, tell, reason },
          { requestKey },
        ) {
          const { contactId } = contact;
          const options = { role: wanted, seen, tell: tell === 'on', reason, requestKey };
          await roles.promote(actor, origin, clientId, contactId, options);
          return {
            redirect: `/contacts/${pathId(contactId)}`,
            flash: flashOf(displayName(contact), wanted, slots),
          };
        },
      },
    }),
  ];
}

function flashOf(name: string, wanted: PrimaryRole, slots: PromoteModel['slots']) {
  const before = slots.find((slot) => slot.role === wanted);
  const key = before?.chosen ? 'roles:promote.doneAndLost' : 'roles:promote.done';
  return { key, params: { name, role: wanted, from: before ? displayName(before.holder) : '' } };
}
