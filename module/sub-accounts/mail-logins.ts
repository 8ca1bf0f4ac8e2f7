// Who gets mail by a permission (the ✉ lines of S3): the people of clients that hold it, as the ceilings leave it. No
// login is needed for it, and it outlives one.
import type { LoginFacts } from '../notices/client-facts.js';
import type { MailLogins } from '../notices/facts-reader.js';
import type { SpecialRecipient } from '../notices/notice.js';
import type { Permission } from '../permissions/catalogue.js';
import { explainAccess } from '../permissions/explain-access.js';
import type { Clock } from '../support/clock.js';
import { readPeople, type PeopleDeps, type Person } from './people.js';

const HEARD = [
  ['billing.notifications', 'billingNotifications'],
  ['support.notifications', 'supportNotifications'],
] as const satisfies readonly [Permission, SpecialRecipient][];

export function createMailLogins(people: PeopleDeps, clock: Clock): MailLogins {
  return async (clientIds, on) => {
    const found = new Map<number, LoginFacts[]>();
    for (const clientId of clientIds) {
      const { people: all } = await readPeople(people, clientId, on);
      found.set(
        clientId,
        all.flatMap((person) => mailLogin(person, clock.now())),
      );
    }
    return found;
  };
}

// The owner hears by category, like everybody who is a contact and was given nothing here.
function mailLogin({ contactId, login, subject }: Person, now: Date): LoginFacts[] {
  if (subject.kind === 'owner') return [];
  const hears = HEARD.filter(([permission]) => explainAccess(subject, { permission }, now).allowed).map(
    ([, special]) => special,
  );
  if (hears.length === 0) return [];
  return [
    {
      loginRef: contactId === undefined ? `login ${login?.ref.userId ?? ''}` : `contact ${contactId}`,
      contactId,
      hears,
      name: login?.name ?? '',
      email: login?.email ?? '',
      blocked: false,
      confirmed: true,
      onOwnServer: undefined,
    },
  ];
}
