// The pages of "who gets what" (CL12): the rules by notice, and preferences by contact.
import { z } from 'zod';
import { peopleOf } from '../contacts/picker.js';
import type { ContactsService } from '../contacts/service.js';
import { listQuery } from '../http/list-query.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { inTableOrder, type NoticeCoverage } from './coverage.js';
import { matrixForm, type MatrixAnswers } from './matrix-form.js';
import { createMatrixSubmit } from './matrix-submit.js';
import { byContactLocals, type ByContactModel } from './pages/by-contact.js';
import { byNoticeLocals } from './pages/by-notice.js';
import { matrixPath, VIEWS } from './pages/views.js';
import type { PreferencesService } from './preferences-service.js';
import type { RecipientsService } from './recipients-service.js';

type Model = { view: 'notice'; notices: NoticeCoverage[] } | ByContactModel;

export interface NoticePageDeps {
  recipients: Pick<RecipientsService, 'coverage'>;
  preferences: PreferencesService;
  contacts: Pick<ContactsService, 'list'>;
  /** Where the API is, for the request that does the same. */
  apiUrl: (site: string) => string;
}

export function noticePages({ recipients, preferences, contacts, apiUrl }: NoticePageDeps): Page[] {
  const submit = createMatrixSubmit({ preferences, apiUrl });

  async function loadContacts(request: PageRequest): Promise<ByContactModel> {
    const { actor, clientId } = request;
    const query = listQuery.parse(request.query);
    const { total, items } = await peopleOf(contacts, request, query);
    const ids = items.map(({ contactId }) => contactId);
    const rows = await preferences.rows(actor, clientId, ids);
    const path = matrixPath('contact', query);
    return { view: 'contact', ...query, total, path, rows, typed: [], reason: '' };
  }

  return [
    page<Model, MatrixAnswers>({
      path: '/notices',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/notices/index',
      async load(request) {
        const { actor, clientId, query } = request;
        const view = z.enum(VIEWS).catch('notice').parse(query['view']);
        if (view === 'contact') return loadContacts(request);
        const { coverage, routing } = await recipients.coverage(actor, clientId);
        return { view, notices: inTableOrder(coverage, routing.rules.notices) };
      },
      locals: (model, request, typed) =>
        model.view === 'contact'
          ? byContactLocals(model, request, typed)
          : byNoticeLocals(model.notices, request),
      form: {
        schema: () => matrixForm,
        async submit(request, model, answers, envelope) {
          // The form of the other view has no boxes; whoever sends them there means this one.
          const shown = model.view === 'contact' ? model : await loadContacts(request);
          return submit(request, shown, answers, envelope);
        },
      },
    }),
  ];
}
