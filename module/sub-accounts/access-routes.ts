// The access pages of a contact (CL9): the form, and the review between it and the save.
import { contactIdOf } from '../contacts/contact-id.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import type { PanelClients, PanelDepartments } from '../panels/panel.js';
import { deniedDepartments, NO_ACCESS } from '../permissions/access.js';
import { actsForProvider } from '../permissions/actor.js';
import { giveable } from '../permissions/effective-access.js';
import type { PresetSource } from '../presets/store.js';
import type { Message } from '../support/errors.js';
import { draftOf } from './access-draft.js';
import { accessForm, type AccessAnswers } from './access-form.js';
import { createAccessSubmit, type SubmitDeps } from './access-submit.js';
import { shownDepartments, type AccessModel } from './access-model.js';
import { accessFormLocals } from './pages/access-form.js';
import type { SubAccountsService, SubAccountView } from './service.js';

export interface AccessPageDeps extends SubmitDeps {
  subAccounts: SubAccountsService;
  clients: Pick<PanelClients, 'find'>;
  departments: PanelDepartments;
  presets: PresetSource;
}

export function accessPages(deps: AccessPageDeps): Page[] {
  const { subAccounts, clients, departments, presets, places, logins, on } = deps;

  // P4: the owner, oneself, and whoever holds more are not to be changed, whatever is ticked.
  async function closedBy(
    { actor, clientId }: PageRequest,
    seen: SubAccountView,
  ): Promise<Message | undefined> {
    const { contact, person } = seen;
    if (contact.kind === 'owner') return { key: 'sub-accounts:owner' };
    if (contact.kind === 'mailbox') return { key: 'sub-accounts:mailbox' };
    const { refusals } = await subAccounts.preview(actor, clientId, contact.contactId, person.subject.access);
    return refusals.find(({ about }) => about === 'access')?.reason;
  }

  async function load(request: PageRequest): Promise<AccessModel> {
    const { actor, clientId } = request;
    const seen = await subAccounts.view(actor, clientId, contactIdOf(request.params));
    const { contact, person } = seen;
    const { login: state, access, ceilings } = person.subject;
    // Whoever starts again starts from nothing (U5).
    const before = state === 'ended' ? NO_ACCESS : access;
    const draft = draftOf(before, person.account?.preset);
    return {
      contact,
      state,
      closed: await closedBy(request, seen),
      owner: (await clients.find(clientId, on))?.ownerName,
      ceilings,
      frame: { before, mine: giveable({ ...actor.subject, ceilings }, actor.readAt), now: actor.readAt },
      presets: await presets.list(on),
      departments: shownDepartments(
        await departments.list(on),
        deniedDepartments(before),
        actsForProvider(actor),
      ),
      draft,
      lists: {
        services: await places.services.list(clientId, draft.services),
        domains: await places.domains.list(clientId, draft.domains),
      },
      start: '',
      logins,
    };
  }

  const submit = createAccessSubmit(deps, load);

  const accessPage = (path: string, isSave: boolean): Page =>
    page<AccessModel, AccessAnswers>({
      path,
      permission: 'contacts.manage',
      needs: 'logins',
      view: 'client/contacts/access/form',
      load,
      locals: accessFormLocals,
      form: {
        schema: ({ frame, departments: shown }) =>
          accessForm({ access: frame.before, departments: shown.map(({ id }) => id) }),
        submit: (request, model, answers, envelope) => submit(request, model, answers, envelope, isSave),
      },
    });

  return [
    accessPage('/contacts/:contactId/access', true),
    // Opened by its address it is the form: there is nothing to review yet.
    accessPage('/contacts/:contactId/access/review', false),
  ];
}
