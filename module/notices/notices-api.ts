// The table of notices in the Customer Account API: what this client can get, by which rule, and whom it reaches now.
import { z } from 'zod';
import { endpoint, type Endpoint } from '../api/endpoint.js';
import { listBody, listShape } from '../api/lists.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../roles/role.js';
import type { Translator } from '../support/i18n.js';
import { COVERAGES, inTableOrder, type NoticeCoverage } from './coverage.js';
import { EMAIL_CATEGORIES, noticeName, SPECIAL_RECIPIENTS } from './notice.js';
import type { RecipientsService } from './recipients-service.js';

const noticeShape = z
  .object({
    key: z.string(),
    name: z.string(),
    types: z.array(z.enum(CONTACT_TYPES)).meta({ description: 'Contacts of these types get it' }),
    category: z
      .enum(EMAIL_CATEGORIES)
      .nullable()
      .meta({ description: 'Who has this category on gets it, who switched it off does not' }),
    also: z.array(z.enum(SPECIAL_RECIPIENTS)),
    requiredFor: z
      .enum(PRIMARY_ROLES.map((role) => role.toUpperCase()))
      .nullable()
      .meta({ description: 'The holder of this role always gets it, and is expected to act' }),
    recipients: z.int().meta({ description: 'How many get it now, where it reaches the fewest' }),
    coverage: z.enum(COVERAGES),
  })
  .meta({ id: 'Notice' });

export function noticeEndpoints({
  recipients,
}: {
  recipients: Pick<RecipientsService, 'coverage'>;
}): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/notices',
      about: 'client',
      scope: 'notices:read',
      permission: 'contacts.manage',
      needs: 'contacts',
      tag: 'Notices',
      summary: 'Every notice that this client can get, and whether it reaches somebody',
      answers: listShape('notices', noticeShape),
      async handle({ actor, clientId, words }) {
        const { coverage, routing } = await recipients.coverage(actor, clientId);
        const all = inTableOrder(coverage, routing.rules.notices);
        const page = { limit: all.length, offset: 0 };
        const items = all.map((one) => noticeResource(one, words));
        return { body: listBody('notices', items, page, all.length) };
      },
    }),
  ];
}

function noticeResource(
  { notice, status, recipients }: NoticeCoverage,
  words: Translator,
): z.infer<typeof noticeShape> {
  const { key, types, category, also, requiredFor } = notice;
  return {
    key,
    name: words.say(noticeName(notice)),
    types: [...types],
    category,
    also: [...also],
    requiredFor: requiredFor && requiredFor.toUpperCase(),
    recipients: recipients.length,
    coverage: status,
  };
}
