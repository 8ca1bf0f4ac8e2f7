// Who will receive this (CL13): one question in the address, answered by the function that routes mail, and a test sent to
// those it names.
import { z } from 'zod';
import { line } from '../http/form-text.js';
import { listAddress, pageNumber, searchText } from '../http/list-query.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import type { PanelHosting, Service } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import { InputError, TooManyError } from '../support/errors.js';
import { simulateLocals, type SimulateModel } from './pages/simulate.js';
import { SERVICE_CHOICES } from './pages/simulate-form.js';
import type { RecipientsService } from './recipients-service.js';
import type { TestLetters } from './test-letter.js';
import { TEST_SIZE, type TestMails } from './test-mails.js';

export interface SimulatePageDeps {
  recipients: RecipientsService;
  testMails: TestMails;
  testLetters: Pick<TestLetters, 'previews'>;
  hosting: PanelHosting;
  apiUrl: (site: string) => string;
  on: Executor;
}

const simulateQuery = z.object({
  notice: searchText,
  billingAccount: searchText,
  market: searchText,
  service: searchText,
  page: pageNumber,
  notSentPage: pageNumber,
});

const testForm = z.strictObject({ seen: line('simulate:recipients', 40).default('') });

export function simulatePages(deps: SimulatePageDeps): Page[] {
  const { recipients, testMails, testLetters, hosting, apiUrl, on } = deps;

  // They only tell billing accounts apart.
  const servicesOf = async (clientId: number, hasPayers: boolean): Promise<Service[]> =>
    hasPayers
      ? (await hosting.services(clientId, { q: '', limit: SERVICE_CHOICES + 1, offset: 0 }, on)).services
      : [];

  async function load({ actor, clientId, query: asked, site }: PageRequest): Promise<SimulateModel> {
    const { page: at, notSentPage, ...query } = simulateQuery.parse(asked);
    const simulation = await recipients.simulate(actor, clientId, query);
    const { routing, answer } = simulation;
    const tested = answer?.explanation.recipients.slice(0, TEST_SIZE) ?? [];
    return {
      ...simulation,
      asked: query,
      page: at,
      notSentPage,
      services: await servicesOf(clientId, routing.client.billingAccounts.length > 1),
      previews: answer ? await testLetters.previews(clientId, routing, answer, tested, on) : [],
      apiUrl: apiUrl(site),
    };
  }

  return [
    page<SimulateModel, z.infer<typeof testForm>>({
      path: '/notices/simulate',
      permission: 'contacts.manage',
      needs: 'contacts',
      view: 'client/notices/simulate',
      load,
      locals: simulateLocals,
      form: {
        schema: () => testForm,
        async submit({ actor, origin, clientId }, { asked, answer }, { seen }, { requestKey }) {
          if (!answer) throw new InputError({ notice: { key: 'simulate:errors.notice' } });
          const { notice, context } = answer;
          try {
            const about = { notice: notice.key, context };
            const count = await testMails.send(actor, origin, clientId, about, { seen, requestKey });
            const redirect = listAddress('/notices/simulate', { ...asked });
            return { redirect, flash: { key: 'simulate:sent', params: { count } } };
          } catch (error) {
            if (!(error instanceof TooManyError)) throw error;
            const count = Math.ceil(error.retryAfterSeconds / 60);
            throw new InputError({ '': { key: 'simulate:errors.tooOften', params: { count } } });
          }
        },
      },
    }),
  ];
}
