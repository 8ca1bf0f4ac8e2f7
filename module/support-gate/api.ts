// The support gate of the Customer Account API: for provider keys alone, because it looks at all clients.
import { z } from 'zod';
import { endpoint, type Endpoint } from '../api/endpoint.js';
import { sayReason } from '../http/reasons.js';
import type { Executor } from '../support/database.js';
import type { SupportGate } from './service.js';

const query = z.strictObject({
  email: z.string({ error: 'api:query.email' }).trim().min(1, 'api:query.email').max(254, 'api:query.email'),
  department: z.coerce.number({ error: 'api:query.number' }).int().positive().optional(),
});

const answerShape = z
  .object({
    allowed: z.boolean(),
    clientId: z.int().nullable().meta({ description: 'Null when the address is registered nowhere' }),
    contactId: z
      .int()
      .nullable()
      .meta({ description: 'Null for a login that belongs to no contact; 0 is the owner' }),
    reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  })
  .meta({ id: 'SupportGateAnswer' });

export function supportGateEndpoints({ gate, on }: { gate: SupportGate; on: Executor }): Endpoint[] {
  return [
    endpoint<z.infer<typeof query>>({
      method: 'GET',
      path: '/support-gate',
      about: 'provider',
      scope: 'access:read',
      permission: 'staff',
      tag: 'Support gate (provider keys)',
      summary: 'May a mail from this address open a ticket, and for whom',
      query,
      answers: answerShape,
      async handle({ query: { email, department }, words, settings }) {
        const answer = await gate.ask({ email, department }, on);
        const { allowed, clientId, contactId, reasons } = answer;
        return {
          body: {
            allowed,
            clientId: clientId ?? null,
            contactId: contactId ?? null,
            reasons: reasons.map((reason) => ({
              code: reason.key.replace(/^\w+:/, ''),
              text: sayReason(reason, words, settings),
            })),
          },
        };
      },
    }),
  ];
}
