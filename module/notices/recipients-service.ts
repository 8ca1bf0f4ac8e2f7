// Who would get a notice now (CL13), and whether notices arrive (N6): asked by people and by their software. Nothing is
// sent and nothing is written.
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { Executor } from '../support/database.js';
import type { FieldErrors } from '../support/errors.js';
import { readContext, type AskedContext, type Payers } from './asked-context.js';
import type { ClientFacts, NoticeContext } from './client-facts.js';
import { coverageOf, type Coverage } from './coverage.js';
import type { Routing, RoutingReader } from './facts-reader.js';
import { appliesTo, type NoticeDefinition } from './notice.js';
import { explainRecipients, type Explanation } from './recipients.js';

/** `notice`: its key; '' = none asked about. */
export interface AskedNotice extends AskedContext {
  notice: string;
}

/** Who gets `notice` when it is about `context`. */
export interface Answered {
  notice: NoticeDefinition;
  context: NoticeContext;
  explanation: Explanation;
}

export interface Simulation {
  routing: Routing;
  /** Undefined when nothing was asked, or something is wrong with it. */
  answer: Answered | undefined;
  /** By field; `notice` also for one that this client cannot get. */
  errors: FieldErrors;
}

export interface RecipientsService {
  simulate(actor: Actor, clientId: number, asked: AskedNotice): Promise<Simulation>;
  coverage(actor: Actor, clientId: number): Promise<{ routing: Routing; coverage: Coverage }>;
}

export function createRecipientsService(
  deps: { reader: RoutingReader; on: Executor } & Payers,
): RecipientsService {
  const { reader, on } = deps;
  return {
    async simulate(actor, clientId, { notice: key, ...about }) {
      authorise(actor, clientId, 'contacts.manage');
      const routing = await reader.read(clientId, on);
      const { context, errors } = await readContext(about, clientId, routing, deps, on);
      const answer = answerTo(routing, key, context);
      if (!answer && key !== '') errors['notice'] = { key: 'simulate:errors.notice' };
      return { routing, answer: Object.keys(errors).length === 0 ? answer : undefined, errors };
    },

    async coverage(actor, clientId) {
      authorise(actor, clientId, 'contacts.manage');
      const routing = await reader.read(clientId, on);
      return { routing, coverage: coverageOf(routing.client, routing.rules.notices) };
    },
  };
}

/** Undefined for a notice that there is not, or that this client cannot get. */
export function answerTo(
  { client, rules: { notices } }: Pick<Routing, 'client' | 'rules'>,
  key: string,
  context: NoticeContext,
): Answered | undefined {
  const notice = notices.find((one) => one.key === key);
  if (!notice || !appliesTo(notice, client)) return undefined;
  const about = known(context, notice, client);
  return { notice, context: about, explanation: explainRecipients(client, notice, notices, about) };
}

/** Only what changes who gets this notice; of several billing accounts it is always about one. */
function known(
  { billingAccount, market }: NoticeContext,
  { also }: NoticeDefinition,
  { billingAccounts }: ClientFacts,
): NoticeContext {
  const standard = billingAccounts.find(({ isDefault }) => isDefault)?.id;
  const payer = also.includes('billingContact') && billingAccounts.length > 1 ? standard : undefined;
  return {
    ...(payer !== undefined && { billingAccount: billingAccount ?? payer }),
    ...(also.includes('requestAlias') && market !== undefined && { market }),
  };
}
