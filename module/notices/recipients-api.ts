// Who would get a notice, and whether notices arrive, in the Customer Account API: N1–N6.
import { z } from 'zod';
import { endpoint, type ApiRequest, type Endpoint, type OfAll } from '../api/endpoint.js';
import { listBody, listShape, pageQuery } from '../api/lists.js';
import { sayReason } from '../http/reasons.js';
import { InputError, NotFoundError, type Message } from '../support/errors.js';
import { COVERAGES, isReached, statusOf, type NoticeCoverage } from './coverage.js';
import { noticeName } from './notice.js';
import type { NotSent } from './not-sent.js';
import type { RecipientsService } from './recipients-service.js';
import type { Recipient } from './recipients.js';

const word = z.string().trim().max(200).default('');

const recipientsQuery = z.strictObject({
  ...pageQuery,
  billingAccount: word.meta({ description: 'Its id; 0 and none are the default one' }),
  market: word.meta({ description: 'Its code; none is every market without an alias of its own' }),
  service: word.meta({ description: 'Its id or its name: stands for its billing account' }),
});

const reasonShape = z.object({ code: z.string(), text: z.string() });

const personFields = {
  contactId: z.int().nullable().meta({ description: 'Null for a login without a contact; 0 is the owner' }),
  name: z.string(),
  email: z.string(),
  because: z.array(reasonShape),
};

const recipientShape = z
  .object({
    ...personFields,
    expectedToAct: z.boolean(),
    standsIn: z.boolean().meta({ description: 'Nobody chose them for it' }),
    confirmed: z.boolean(),
    onOwnServer: z.boolean().nullable().meta({ description: 'Null where the panel cannot tell' }),
  })
  .meta({ id: 'Recipient' });

const contextFields = { billingAccount: z.int().nullable(), market: z.string().nullable() };

const recipientsShape = listShape('recipients', recipientShape).extend({
  notice: z.string(),
  ...contextFields,
  coverage: z.enum(COVERAGES),
  fallback: z
    .enum(['primary', 'primaryGeneral', 'owner', 'nobody'])
    .nullable()
    .meta({ description: 'Who gets it because nobody chosen does' }),
  notSent: z
    .array(z.object(personFields))
    .meta({ description: 'The same part of its list: limit and offset count for both' }),
  notSentTotal: z.int(),
});

const coverageShape = z
  .object({
    notice: z.string(),
    name: z.string(),
    coverage: z.enum(COVERAGES),
    reached: z.boolean().meta({ description: 'Somebody who was chosen gets it' }),
    text: z.string(),
    recipients: z.int().meta({ description: 'How many get it' }),
    ...contextFields,
  })
  .meta({ id: 'Coverage', description: 'The worst of all billing accounts and markets of the notice' });

export function recipientEndpoints({
  recipients,
  ofAll,
}: {
  recipients: RecipientsService;
  /** Of all clients, for the provider's keys. */
  ofAll: OfAll;
}): Endpoint[] {
  const common = {
    method: 'GET',
    about: 'client',
    scope: 'notices:read',
    permission: 'contacts.manage',
    needs: 'contacts',
    tag: 'Notices',
  } as const;

  return [
    endpoint<z.infer<typeof recipientsQuery>>({
      ...common,
      path: '/notices/{key}/recipients',
      summary: 'Who would get a notice now, who would not, and why',
      query: recipientsQuery,
      answers: recipientsShape,
      ofAll,
      async handle(request) {
        const { actor, clientId, params, query } = request;
        const { limit, offset, ...about } = query;
        const asked = { notice: params['key'] ?? '', ...about };
        const { answer, errors } = await recipients.simulate(actor, clientId, asked);
        if (errors['notice']) throw new NotFoundError('notice');
        if (!answer) throw new InputError(errors);
        const { notice, context, explanation } = answer;
        const part = <T>(list: readonly T[]): T[] => list.slice(offset, offset + limit);
        const people = part(explanation.recipients).map((one) => recipientResource(one, request));
        return {
          body: {
            ...listBody('recipients', people, query, explanation.recipients.length),
            notice: notice.key,
            ...contextResource(context),
            coverage: statusOf(explanation),
            fallback: explanation.fallback ?? null,
            notSent: part(explanation.notSent).map((one) => personResource(one, request)),
            notSentTotal: explanation.notSent.length,
          },
        };
      },
    }),

    endpoint({
      ...common,
      path: '/coverage',
      summary: 'Whether each notice reaches somebody who was chosen, the worst first',
      answers: listShape('coverage', coverageShape).extend({ reached: z.int() }),
      async handle(request) {
        const { actor, clientId } = request;
        const { coverage } = await recipients.coverage(actor, clientId);
        const items = coverage.notices.map((one) => coverageResource(one, request));
        const all = { limit: items.length, offset: 0 };
        return { body: { ...listBody('coverage', items, all, items.length), reached: coverage.reached } };
      },
    }),
  ];
}

type Reader = Pick<ApiRequest, 'words' | 'settings'>;

const reasonResource = (reason: Message, { words, settings }: Reader): z.infer<typeof reasonShape> => ({
  code: reason.key.replace(/^notices:\w+\./, ''),
  text: sayReason(reason, words, settings),
});

const personResource = ({ contactId, name, email, because }: Recipient | NotSent, reader: Reader) => ({
  contactId: contactId ?? null,
  name,
  email,
  because: because.map((reason) => reasonResource(reason, reader)),
});

const recipientResource = (recipient: Recipient, reader: Reader): z.infer<typeof recipientShape> => ({
  ...personResource(recipient, reader),
  expectedToAct: recipient.actsOn,
  standsIn: recipient.standsIn,
  confirmed: recipient.confirmed,
  onOwnServer: recipient.onOwnServer ?? null,
});

const contextResource = ({ billingAccount, market }: NoticeCoverage['context']) => ({
  billingAccount: billingAccount ?? null,
  market: market ?? null,
});

const coverageResource = (
  { notice, status, because, context, recipients }: NoticeCoverage,
  { words }: Reader,
): z.infer<typeof coverageShape> => ({
  notice: notice.key,
  name: words.say(noticeName(notice)),
  coverage: status,
  reached: isReached(status),
  text: words.say(because),
  recipients: recipients.length,
  ...contextResource(context),
});
