// The panel tells that it deleted a contact or a client, or put two clients together: what we keep of them goes.
import { z } from 'zod';
import { clientIdShape, hook, type Hook } from './hook.js';
import type { Tidy } from './tidy.js';

const contactDeleted = z.strictObject({ clientId: clientIdShape, contactId: z.int().positive() });
const clientDeleted = z.strictObject({ clientId: clientIdShape });
const clientsMerged = z.strictObject({ from: clientIdShape, to: clientIdShape });

export function removalHooks(tidy: Tidy): Hook[] {
  return [
    hook<z.infer<typeof contactDeleted>>({
      name: 'contact-deleted',
      body: contactDeleted,
      async answer({ clientId }) {
        await tidy.contacts(clientId);
        return {};
      },
    }),
    hook<z.infer<typeof clientDeleted>>({
      name: 'client-deleted',
      body: clientDeleted,
      async answer({ clientId }) {
        await tidy.client(clientId);
        return {};
      },
    }),
    // The panel moves its own rows. Ours of the client that is gone are not moved along: who hears what and may do what
    // at the other one is for its owner to say.
    hook<z.infer<typeof clientsMerged>>({
      name: 'clients-merged',
      body: clientsMerged,
      async answer({ from, to }) {
        await tidy.client(from);
        await tidy.contacts(to);
        return {};
      },
    }),
  ];
}
