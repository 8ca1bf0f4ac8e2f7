// What can this person do, and why (CL11): one question, and beside it everything at once.
import { contactIdOf } from '../contacts/contact-id.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import type { Panel } from '../panels/panel.js';
import type { PresetSource } from '../presets/store.js';
import type { Executor } from '../support/database.js';
import { canQuery, readAsked } from './can-asked.js';
import { canLocals } from './pages/can.js';
import type { CanModel } from './pages/can-model.js';
import type { SubAccountsService } from './service.js';

export interface CanPageDeps {
  subAccounts: SubAccountsService;
  panel: Pick<Panel, 'departments' | 'hosting'>;
  presets: PresetSource;
  on: Executor;
}

// One question for all: who has more has them by the panel's own screens.
const EVERY = { q: '', limit: 10_000, offset: 0 };

export function canPages({ subAccounts, panel, presets, on }: CanPageDeps): Page[] {
  async function load({ actor, clientId, params, query: asked }: PageRequest): Promise<CanModel> {
    const query = canQuery.parse(asked);
    const { contact, person, untouchable } = await subAccounts.view(actor, clientId, contactIdOf(params));
    const departments = await panel.departments.list(on);
    const places = { hosting: panel.hosting, departments };
    return {
      contact,
      subject: person.subject,
      mayChange: !untouchable && contact.kind !== 'mailbox',
      query,
      asking: await readAsked(query, clientId, places, on),
      departments,
      presets: await presets.names(on),
      services: await panel.hosting.services(clientId, EVERY, on),
      domains: await panel.hosting.domains(clientId, EVERY, on),
    };
  }

  return [
    page<CanModel>({
      path: '/contacts/:contactId/can',
      permission: 'contacts.manage',
      needs: 'logins',
      view: 'client/contacts/can',
      load,
      locals: canLocals,
    }),
  ];
}
