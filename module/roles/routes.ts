// The pages of primary roles: the four cards, and promoting a contact.
import { z } from 'zod';
import { pathId, displayName } from '../contacts/contact.js';
import { contactIdOf } from '../contacts/contact-id.js';
import type { ContactsService } from '../contacts/service.js';
import { line } from '../http/form-text.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { PAGE_SIZE } from '../http/pagination.js';
import { InputError } from '../support/errors.js';
import { promoteLocals, type PromoteModel } from './pages/promote.js';
import { rolesLocals, type RolesModel } from './pages/roles.js';
import { PRIMARY_ROLES, type PrimaryRole } from './role.js';
import type { RolesService } from './service.js';

const role = z.enum(PRIMARY_ROLES);
const promoteForm = z.strictObject({
  role: z.enum(PRIMARY_ROLES, { error: 'roles:errors.choose' }),
  seen: line('roles:promote.choose', 60),
  tell: z.literal('on').optional(),
  reason: line('common:reason', 500).default(''),
});

export function rolePages({ contacts, roles }: { contacts: ContactsService; roles: RolesService }): Page[] {
  async function loadPromotion(request: PageRequest): Promise<PromoteModel> {
    const { actor, clientId, query } = request;
    const contact = await contacts.get(actor, clientId, contactIdOf(request.params));
    const asked = role.safeParse(query['role']).data;
    const slots = await roles.slots(actor, clientId);
    const sameServer = await contacts.sameServer(clientId, contact.email);
    const model = { contact, slots, sameServer, role: asked, preview: undefined, refusal: undefined };
    if (!asked) return model;
    try {
      return { ...model, preview: await roles.preview(actor, clientId, contact.contactId, asked) };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { ...model, refusal: error.fields['role'] };
    }
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
        const q = z.string().trim().max(200).catch('').parse(query['q']);
        const at = z.coerce.number().int().min(1).max(100_000).catch(1).parse(query['page']);
        const offset = (at - 1) * PAGE_SIZE;
        const list = await contacts.list(actor, clientId, { ...EVERYBODY, q, limit: PAGE_SIZE, offset });
        return { slots, choosing: { role: asked, q, page: at, list } };
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

const EVERYBODY = { kind: '', types: [], roles: [], sort: '' } as const;

function flashOf(name: string, wanted: PrimaryRole, slots: PromoteModel['slots']) {
  const before = slots.find((slot) => slot.role === wanted);
  const key = before?.chosen ? 'roles:promote.doneAndLost' : 'roles:promote.done';
  return { key, params: { name, role: wanted, from: before ? displayName(before.holder) : '' } };
}
