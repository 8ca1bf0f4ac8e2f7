// The log in the Customer Account API: the same sentences as on the activity page.
import { z } from 'zod';
import { endpoint, MalformedError, type Endpoint } from '../api/endpoint.js';
import { listBody, listShape, pageQuery } from '../api/lists.js';
import { actsForProvider } from '../permissions/actor.js';
import { isDay } from '../support/day.js';
import { lineView } from './pages/line.js';
import type { AuditService } from './service.js';
import { AUDIT_ACTIONS } from './store.js';

const day = z
  .string()
  .refine(isDay, { error: 'api:query.day' })
  .or(z.literal(''))
  .default('')
  .meta({ description: 'A day, UTC', override: { type: 'string', format: 'date' } });

const activityQuery = z.strictObject({
  ...pageQuery,
  what: z.enum([...AUDIT_ACTIONS, ''], { error: 'api:query.unknown' }).default(''),
  contact: z
    .string()
    .regex(/^\d{0,15}$/, { error: 'api:query.number' })
    .default('')
    .meta({ description: 'Only what was done to this contact' }),
  from: day,
  to: day,
});

const lineShape = z
  .object({
    text: z.string().meta({ description: 'One sentence, in the language asked for' }),
    who: z.string(),
    at: z.iso.datetime(),
    reason: z.string(),
    action: z.enum(AUDIT_ACTIONS),
    contactId: z.int().nullable(),
    changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
  })
  .meta({ id: 'Activity' });

export function activityEndpoints({ auditLog }: { auditLog: AuditService }): Endpoint[] {
  return [
    endpoint<z.infer<typeof activityQuery>>({
      method: 'GET',
      path: '/activity',
      about: 'client',
      scope: 'activity:read',
      permission: 'contacts.manage',
      tag: 'Activity',
      summary: 'What was changed, by whom and when, the newest first',
      query: activityQuery,
      answers: listShape('activity', lineShape),
      async handle({ actor, clientId, query, words }) {
        const { what, contact, from, to } = query;
        if (from !== '' && to !== '' && from > to) throw new MalformedError('order');
        const staff = { byName: actsForProvider(actor), all: false };
        const contactId = contact === '' ? undefined : Number(contact);
        const filter = { clientId, who: '', staff, by: '' as const, action: what, contactId, from, to };
        const { total, lines } = await auditLog.list(actor, filter, query);
        const items = lines.map((line) => {
          const { text, who, iso, reason, changes } = lineView(line, { actor, words });
          const about = { action: line.action, contactId: line.contactId ?? null };
          return { text, who, at: iso, reason, ...about, changes };
        });
        return { body: listBody('activity', items, query, total) };
      },
    }),
  ];
}
