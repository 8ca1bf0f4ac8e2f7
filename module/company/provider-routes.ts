// The provider's pages about companies: the rules of the fields (AD7) and the change requests that wait (AD8).
import { z } from 'zod';
import { text } from '../http/form-text.js';
import { pageNumber, partAt } from '../http/list-query.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import { parseId } from '../http/areas.js';
import { clientName } from '../panels/client-name.js';
import type { Capabilities, PanelClients } from '../panels/panel.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { InputError } from '../support/errors.js';
import type { AnswerService } from './answer-service.js';
import { COMPANY_FIELDS } from './field-rule.js';
import { fieldsAnswers, fieldsForm, fieldsVersion, type ProviderFields } from './fields-form.js';
import type { FieldsService } from './fields-service.js';
import { describeChoice, fieldsLocals, type FieldsModel } from './pages/fields.js';
import { requestLocals, type RequestModel } from './pages/request.js';
import { requestsLocals, type RequestsModel } from './pages/requests.js';
import { ANSWERS, isAnswerIntent } from './request.js';

const answerForm = z.strictObject({
  text: text('company:requests.text', 500).default(''),
  seen: z.string({ error: 'common:errors.oneValue' }).max(40).default(''),
});

export function providerPages(deps: {
  fields: FieldsService;
  answers: AnswerService;
  clients: PanelClients;
  capabilities: Capabilities;
  clock: Clock;
  on: Executor;
}): Page[] {
  const { fields, answers, clients, capabilities, clock, on } = deps;
  const shown = COMPANY_FIELDS.filter((field) => field !== 'vatNumber' || capabilities.taxNumber.on);

  async function nameOf(clientId: number): Promise<string | undefined> {
    const client = await clients.find(clientId, on);
    return client && clientName(client);
  }

  async function loadList({ actor, query }: PageRequest): Promise<RequestsModel> {
    const at = pageNumber.parse(query['page']);
    const { total, requests } = await answers.waiting(actor, partAt(at));
    const names = new Map<number, string>();
    for (const id of new Set(requests.map(({ clientId }) => clientId))) {
      const name = await nameOf(id);
      if (name !== undefined) names.set(id, name);
    }
    return { page: at, total, requests, names, now: clock.now() };
  }

  async function loadRequest({ actor, params }: PageRequest): Promise<RequestModel> {
    const { request, now } = await answers.get(actor, parseId(params['requestId']));
    return {
      request,
      now,
      client: await nameOf(request.clientId),
      emailSignsIn: !capabilities.separateLogins.on,
      moment: clock.now(),
    };
  }

  return [
    page<FieldsModel, ProviderFields>({
      path: '/fields',
      permission: 'staff',
      view: 'admin/fields/index',
      load: async ({ actor }) => ({ fields: await fields.read(actor), shown }),
      locals: fieldsLocals,
      form: {
        schema: (model) => fieldsForm(model.fields, shown),
        version: (model) => fieldsVersion(model.fields),
        stored: (model) => fieldsAnswers(model.fields),
        describe: describeChoice,
        async submit({ actor, origin }, _model, next, { version }) {
          const changes = await fields.save(actor, origin, version, next);
          const key = Object.keys(changes).length > 0 ? 'company:rules.saved' : 'company:rules.nothing';
          return { redirect: '/fields', flash: { key } };
        },
      },
    }),

    page<RequestsModel>({
      path: '/requests',
      permission: 'staff',
      view: 'admin/requests/list',
      load: loadList,
      locals: requestsLocals,
    }),

    page<RequestModel, z.infer<typeof answerForm>>({
      path: '/requests/:requestId',
      permission: 'staff',
      view: 'admin/requests/view',
      load: loadRequest,
      locals: requestLocals,
      form: {
        schema: () => answerForm,
        version: ({ request }) => String(request.version),
        async submit({ actor, origin }, { request }, typed, { intent, version, requestKey }) {
          if (!isAnswerIntent(intent)) throw new InputError({ '': { key: 'company:errors.intent' } });
          const answer = { ...typed, requestId: request.id, intent, version, requestKey };
          await answers.answer(actor, origin, answer);
          return { redirect: '/requests', flash: { key: `company:requests.done.${ANSWERS[intent]}` } };
        },
      },
    }),
  ];
}
