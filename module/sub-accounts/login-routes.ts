// The steps of a sub-account's life (CL10), each a page of its own: what it means before it is done, then the act.
import { z } from 'zod';
import { contactIdOf } from '../contacts/contact-id.js';
import { displayName, pathId } from '../contacts/contact.js';
import type { ContactLoginPages } from '../contacts/logins.js';
import { reasonText } from '../http/form-text.js';
import { page, type Page, type PageRequest } from '../http/page.js';
import type { RoutingReader } from '../notices/facts-reader.js';
import type { NoticeDefinition } from '../notices/notice.js';
import { receivedBy } from '../notices/received.js';
import type { Panel } from '../panels/panel.js';
import { actsForProvider } from '../permissions/actor.js';
import type { Executor } from '../support/database.js';
import { ConflictError } from '../support/errors.js';
import type { Doing } from './login-change.js';
import { gatePeople } from './gate-people.js';
import { accessCard } from './pages/login-card.js';
import { loginStepLocals, WITH_REASON, type StepModel } from './pages/login-step.js';
import type { SubAccountsService } from './service.js';
import { STEPS, type Step } from './steps.js';

export interface LoginPagesDeps {
  subAccounts: SubAccountsService;
  panel: Pick<Panel, 'clients' | 'departments'>;
  reader: RoutingReader;
  on: Executor;
}

interface StepValues {
  reason: string;
}

export function loginPages(deps: LoginPagesDeps): Page[] {
  const { subAccounts, panel, reader, on } = deps;
  const acts: Record<Exclude<Step, 'invite'>, (doing: Doing, reason: string) => Promise<void>> = {
    resend: (doing) => subAccounts.resend(doing),
    cancel: (doing) => subAccounts.cancel(doing),
    suspend: (doing, reason) => subAccounts.suspend(doing, reason),
    resume: (doing) => subAccounts.resume(doing),
    end: (doing, reason) => subAccounts.end(doing, reason),
  };

  async function load({ actor, clientId, params }: PageRequest, step: Step): Promise<StepModel> {
    const contactId = contactIdOf(params);
    const client = actsForProvider(actor) ? undefined : await panel.clients.find(clientId, on);
    // Who may not see the sub-account is refused here, before its mail is looked at.
    const view = await subAccounts.view(actor, clientId, contactId);
    return {
      step,
      view,
      stillGets: step === 'end' ? await noticesOf(clientId, contactId) : [],
      refusals: await subAccounts.stepRefusals(actor, clientId, contactId, step),
      owner: client?.ownerName ?? '',
      givenTo: step === 'end' ? await subAccounts.givenBy(actor, clientId, contactId) : [],
      names: { departments: await departmentNames(deps) },
    };
  }

  // A login gives no mail and takes none: what they get now they go on getting (U1).
  async function noticesOf(clientId: number, contactId: number): Promise<NoticeDefinition[]> {
    const { client, rules } = await reader.read(clientId, on);
    return receivedBy(client, rules.notices, contactId).map(({ notice }) => notice);
  }

  const stepPage = (step: Step): Page =>
    page<StepModel, StepValues>({
      path: `/contacts/:contactId/login/${step}`,
      permission: 'contacts.manage',
      needs: 'logins',
      view: 'client/contacts/login',
      load: (request) => load(request, step),
      locals: loginStepLocals,
      form: {
        schema: () => (WITH_REASON.includes(step) ? withReason : withoutReason),
        async submit({ actor, origin, clientId }, { view, refusals }, { reason }, { requestKey }) {
          const { contact } = view;
          const path = `/contacts/${pathId(contact.contactId)}`;
          if (step === 'invite') {
            if (refusals[0]) throw new ConflictError(refusals[0]);
            return { redirect: `${path}/access` };
          }
          const doing = { actor, origin, clientId, contactId: contact.contactId, requestKey };
          await acts[step](doing, reason);
          const params = { name: displayName(contact), email: contact.email };
          return { redirect: path, flash: { key: `sub-accounts:login.done.${step}`, params } };
        },
      },
    });

  return STEPS.map(stepPage);
}

const withReason: z.ZodType<StepValues> = z.strictObject({ reason: reasonText });
const withoutReason: z.ZodType<StepValues> = z.strictObject({}).transform(() => ({ reason: '' }));

/** What the contact pages show of a sub-account. */
export function createContactLoginPages(deps: LoginPagesDeps): ContactLoginPages {
  const { subAccounts } = deps;
  return {
    async card(request, contact) {
      const view = await subAccounts.viewOf(request.actor, contact);
      const departments = await departmentNames(deps);
      return { card: accessCard(view, departments, request), people: gatePeople(view.all) };
    },
    state: async ({ actor }, contact) => (await subAccounts.viewOf(actor, contact)).person.subject.login,
  };
}

async function departmentNames({ panel, on }: LoginPagesDeps): Promise<ReadonlyMap<number, string>> {
  return new Map((await panel.departments.list(on)).map(({ id, name }) => [id, name]));
}
