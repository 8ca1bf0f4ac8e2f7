// Puts two passes over a panel's tables together, that of the owners and that of the contacts: whole clients, each with
// everybody in it, whichever columns they were read from.
import type { Addressee, StreamedClient } from './panel.js';

/**
 * `owners`: every client by id, with its owner alone. `contacts`: by client and id; it is ended whenever this ends. In
 * arrays with about `size` people.
 */
export async function* mergedClients(
  owners: AsyncIterable<StreamedClient[]>,
  contacts: AsyncGenerator<Addressee[]>,
  size: number,
): AsyncGenerator<StreamedClient[]> {
  let waiting: Addressee[] | undefined = [];
  let at = 0;
  let [clients, count]: [StreamedClient[], number] = [[], 0];
  try {
    for await (const some of owners) {
      for (const owner of some) {
        const people = [...owner.people];
        for (;;) {
          if (waiting?.length === at) [waiting, at] = [await next(contacts), 0];
          const contact = waiting?.[at];
          if (!contact || contact.clientId > owner.clientId) break;
          at += 1;
          // Those in between belong to clients that are gone.
          if (contact.clientId === owner.clientId) people.push(contact);
        }
        clients.push({ ...owner, people });
        count += people.length;
        if (count < size) continue;
        yield clients;
        [clients, count] = [[], 0];
      }
    }
    if (clients.length > 0) yield clients;
  } finally {
    await contacts.return(undefined);
  }
}

/** Undefined at the end. */
async function next(stream: AsyncGenerator<Addressee[]>): Promise<Addressee[] | undefined> {
  const { done, value } = await stream.next();
  return done ? undefined : value;
}
