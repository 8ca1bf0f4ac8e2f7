// The recipients of one notice at all clients, in the Customer Account API: for the provider's own keys.
import { z } from 'zod';
import type { OfAll } from '../api/endpoint.js';
import type { Executor } from '../support/database.js';
import type { BulkRecipients } from './bulk.js';

const lineShape = z
  .object({
    clientId: z.int(),
    notice: z.string(),
    billingAccount: z.int().optional().meta({ description: 'Where the client has several' }),
    market: z.string().optional().meta({ description: 'Where it has an alias of its own' }),
    recipients: z.array(
      z.object({
        contactId: z.int().nullable(),
        name: z.string(),
        email: z.string(),
        because: z.array(z.string()).meta({ description: 'Codes of the reasons' }),
        expectedToAct: z.boolean(),
        standsIn: z.boolean(),
      }),
    ),
    fallback: z.enum(['primary', 'primaryGeneral', 'owner', 'nobody']).nullable(),
  })
  .meta({ id: 'RecipientsLine', description: 'One client on one occasion' });

export const recipientsOfAll = (bulkRecipients: BulkRecipients, on: Executor): OfAll => ({
  summary: 'every client’s recipients, one line of JSON for each (NDJSON)',
  line: lineShape,
  lines: ({ params }) => bulkRecipients(params['key'] ?? '', on),
});
