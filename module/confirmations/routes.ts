// The two steps about a contact's address (CL6), each a page of its own. The contact page sends the first one directly.
import { z } from 'zod';
import { contactIdOf } from '../contacts/contact-id.js';
import { pathId } from '../contacts/contact.js';
import { toReadForm } from '../contacts/email.js';
import { page, type Page } from '../http/page.js';
import { stepLocals, type StepModel } from './pages/step.js';
import type { AddressStep, ConfirmationsService } from './service.js';

const nothing: z.ZodType<object> = z.strictObject({});

export function addressPages({ confirmations }: { confirmations: ConfirmationsService }): Page[] {
  const stepPage = (step: AddressStep): Page =>
    page<StepModel, object>({
      path: `/contacts/:contactId/${step}`,
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/contacts/address',
      load: async ({ actor, clientId, params }) => ({
        step,
        ...(await confirmations.view(actor, { clientId, contactId: contactIdOf(params) })),
      }),
      locals: stepLocals,
      form: {
        schema: () => nothing,
        async submit({ actor, origin, clientId }, { contact: { contactId, email } }) {
          const target = { clientId, contactId };
          if (step === 'confirm') await confirmations.ask(actor, origin, target);
          else await confirmations.unblock(actor, origin, target);
          const params = { email: toReadForm(email) };
          return {
            redirect: `/contacts/${pathId(contactId)}`,
            flash: { key: `confirmations:${step}.done`, params },
          };
        },
      },
    });

  return [stepPage('confirm'), stepPage('unblock')];
}
