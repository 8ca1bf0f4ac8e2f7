// Who gets mail by a permission (the ✉ lines of S3): the people of clients that hold it, as the ceilings leave it. No
// login is needed for it, and it outlives one.
import type { LoginFacts } from '../notices/client-facts.js';
import type { MailLogins } from '../notices/stored-reader.js';
import type { SpecialRecipient } from '../notices/notice.js';
import type { Permission } from '../permissions/catalogue.js';
import { explainAccess } from '../permissions/explain-access.js';
import type { Clock } from '../support/clock.js';
import { readPeopleOfMany, type ClientPeople, type PeopleDeps, type Person } from './people.js';

const HEARD = [
  ['billing.notifications', 'billingNotifications'],
  ['support.notifications', 'supportNotifications'],
] as const satisfies readonly [Permission, SpecialRecipient][];

const PERMISSIONS = HEARD.map(([permission]) => permission);

export function createMailLogins(people: PeopleDeps, clock: Clock): MailLogins {
  // Where the panel's own words say it too, anybody's login may hold it; else only somebody with settings here.
  const { permissions: saidByPanel } = people.logins.nearest({ ...NO_GRANTS, permissions: PERMISSIONS });
  const isSaidByPanel = PERMISSIONS.some((permission) => saidByPanel.includes(permission));

  return {
    isSaidByPanel,
    async of(clientIds, on) {
      const asked = isSaidByPanel
        ? clientIds
        : await people.accounts.clientsNaming(PERMISSIONS, clientIds, on);
      const all = asked.length === 0 ? NOBODY : await readPeopleOfMany(people, asked, on);
      return new Map(
        [...all].map(([clientId, own]) => [
          clientId,
          own.people.flatMap((person) => mailLogin(person, clock.now())),
        ]),
      );
    },
  };
}

const NO_GRANTS = { permissions: [], serviceFunctions: [], domainFunctions: [] };
const NOBODY: ReadonlyMap<number, ClientPeople> = new Map<number, ClientPeople>();

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
