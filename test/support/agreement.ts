// Do they all say the same of a client: the one-client reading that the simulator and the API use, the bulk stream, and
// the panel's own switches once they were brought up to date? Gives what disagrees, and how much of each kind was seen.
import type { Knex } from 'knex';
import { buildRouting } from '../../module/composition/routing.js';
import { addressKey } from '../../module/contacts/address-key.js';
import { linesOf } from '../../module/notices/bulk.js';
import { contextsOf, type ContactFacts } from '../../module/notices/client-facts.js';
import type { Routing } from '../../module/notices/facts-reader.js';
import { createMailKeeper, type MailKeeper } from '../../module/notices/mail-keeper.js';
import { appliesTo, EMAIL_CATEGORIES, type EmailCategory } from '../../module/notices/notice.js';
import { explainRecipients, type Recipient } from '../../module/notices/recipients.js';
import { KnexMailSyncStore } from '../../module/notices/sync-store.js';
import type { MailFlags, Panel } from '../../module/panels/panel.js';
import { seedClient, seedCompanion } from '../../module/roles/seed-client.js';
import { createClientLock } from '../../module/support/client-lock.js';
import type { Clock } from '../../module/support/clock.js';

/** Lines of the bulk stream as text, by client, then by notice. */
export type Expected = ReadonlyMap<number, ReadonlyMap<string, string>>;

/** Why a switch and who gets the mail may differ (panel-flags.ts), and how often they did not. */
export type Seen = Record<
  'same' | 'onButUnreachable' | 'onButSameAddress' | 'onButNoSuchNotice' | 'offByHandButLast',
  number
>;

export function createAgreement(knex: Knex, panel: Panel, clock: Clock) {
  const routing = buildRouting(panel, clock);
  const { reader, bulkRecipients } = routing;
  const sync = new KnexMailSyncStore();
  const keeper: MailKeeper = createMailKeeper({
    ...routing.routingStores,
    reader,
    mail: panel.mail,
    sync,
    withClientLock: createClientLock(knex, seedClient),
    ensureCompanion: seedCompanion,
  });

  return {
    /** As `reader.read` has it: what the simulator and the API answer from. */
    async expected(clientIds: readonly number[]): Promise<Expected> {
      const found = new Map<number, Map<string, string>>();
      for (const clientId of clientIds) {
        const { client, rules } = await reader.read(clientId, knex);
        const lines = rules.notices.map((notice): [string, string] => [
          notice.key,
          textOf(linesOf(clientId, client, notice, rules.notices)),
        ]);
        found.set(clientId, new Map(lines));
      }
      return found;
    },

    /** Of the clients in `expected`, those of whom the bulk stream says something else. */
    async bulkDisagrees(expected: Expected): Promise<string[]> {
      const wrong: string[] = [];
      for (const { key } of (await reader.rules(knex)).notices) {
        const lines = new Map<number, object[]>();
        for await (const line of await bulkRecipients(key, knex))
          if (expected.has(line.clientId))
            lines.set(line.clientId, [...(lines.get(line.clientId) ?? []), line]);
        for (const [clientId, byNotice] of expected) {
          const said = textOf(lines.get(clientId) ?? []);
          if (said !== byNotice.get(key)) wrong.push(`client ${clientId} ${key}: ${said}`);
        }
      }
      return wrong;
    },

    /** Brings the panel's switches of these clients up to date, and holds them against who gets what. */
    async switchesDisagree(clientIds: readonly number[]): Promise<{ wrong: string[]; seen: Seen }> {
      const wrong: string[] = [];
      const seen: Seen = {
        same: 0,
        onButUnreachable: 0,
        onButSameAddress: 0,
        onButNoSuchNotice: 0,
        offByHandButLast: 0,
      };
      await sync.demand(knex);
      for (const clientId of clientIds) {
        await keeper.withClientLock(clientId, async () => undefined);
        const now = await reader.read(clientId, knex);
        for (const contact of now.client.contacts)
          for (const category of EMAIL_CATEGORIES) {
            const flags = now.held.get(contact.contactId) as MailFlags;
            const verdict = compare(contact, category, flags[category], now);
            if (verdict in seen) seen[verdict as keyof Seen] += 1;
            else wrong.push(`client ${clientId} contact ${contact.contactId} ${category}: ${verdict}`);
          }
      }
      return { wrong, seen };
    },
  };
}

const textOf = (lines: readonly object[]): string => lines.map((line) => JSON.stringify(line)).join('\n');

function compare(
  { contactId, email, overrides, blocked }: ContactFacts,
  category: EmailCategory,
  isOn: boolean,
  { client, rules }: Routing,
): keyof Seen | 'off, but gets it' | 'on, but gets nothing' {
  const notices = rules.notices.filter((one) => one.category === category && appliesTo(one, client));
  const mails = notices.flatMap((notice) =>
    contextsOf(client, notice).map((context) => ({
      notice,
      recipients: explainRecipients(client, notice, rules.notices, context).recipients,
    })),
  );
  const isContact = (one: Recipient): boolean => one.contactId === contactId;
  const address = addressKey(email);
  const gets = mails.filter(({ recipients }) => recipients.some(isContact));
  if (isOn === gets.length > 0) return 'same';
  if (!isOn) {
    const isLast = overrides[category]?.on === false && gets.every(({ notice }) => !notice.requiredFor);
    return isLast ? 'offByHandButLast' : 'off, but gets it';
  }
  if (notices.length === 0) return 'onButNoSuchNotice';
  const isDead = address === '' || blocked || isBlockedElsewhere(address, client);
  if (isDead) return 'onButUnreachable';
  const reaches = mails.some(({ recipients }) => recipients.some((one) => addressKey(one.email) === address));
  return reaches ? 'onButSameAddress' : 'on, but gets nothing';
}

const isBlockedElsewhere = (address: string, { contacts }: Routing['client']): boolean =>
  contacts.some((one) => one.blocked && addressKey(one.email) === address);
