// Email preferences by hand (N2): read, previewed and saved, for one contact or a page of them. The panel's switches
// follow at the end of the transaction (mail-keeper.ts).
import type { Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { Capabilities } from '../panels/panel.js';
import { nameForClient, type Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { ConflictError, NotFoundError, staleError, type Message } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { contactOf } from './client-facts.js';
import type { RoutingReader } from './facts-reader.js';
import type { MailKeeper } from './mail-keeper.js';
import { preferencesClosed, type Preference } from './preference.js';
import {
  planPreferences,
  preferencesOf,
  refuseStale,
  refuseSwitches,
  switchesByContact,
  switchesOf,
  type WantedByContact,
} from './preference-plan.js';
import { previewOf, type RecipientPreview } from './preview.js';
import type { ShownByContact } from './shown-preferences.js';
import { withOverrides } from './what-if.js';

export interface PreferencePreview extends RecipientPreview {
  /** What is switched, by "<contact id>.<category>". */
  switches: Changes;
}

export interface PreferenceRow {
  contactId: number;
  name: string;
  /** In catalogue order of the categories. */
  preferences: Preference[];
  /** Why none of them can be switched; undefined where they can. */
  locked: Message | undefined;
}

export interface SaveOptions {
  /** Of the preview that was shown; undefined where none was. */
  seen: string | undefined;
  /** Without `seen`: throws ConflictError when a notice falls to a stand-in or to nobody, so that it is shown first (U2). */
  checkFalls?: boolean;
  /** What was shown of the preferences that are asked for; absent where nothing was. */
  shown?: ShownByContact;
  /** The same key again saves nothing more. */
  requestKey?: string;
  reason: string;
}

export interface PreferencesService {
  /** Of these contacts, those that are there, in catalogue order of the categories. */
  of(actor: Actor, clientId: number, contactIds: readonly number[]): Promise<Map<number, Preference[]>>;
  /** The same with names, in the order asked for. */
  rows(actor: Actor, clientId: number, contactIds: readonly number[]): Promise<PreferenceRow[]>;
  /** Throws as `save` would. */
  preview(
    actor: Actor,
    clientId: number,
    wanted: WantedByContact,
    shown?: ShownByContact,
  ): Promise<PreferencePreview>;
  /**
   * Throws InputError, by "<contact id>.<category>", for what is required of a primary holder (N1), the last domain mail
   * (C8) and what the panel cannot hold; NotFoundError for a stranger; ConflictError when `seen`, where it is given, is
   * no longer what would happen, or `shown` no longer what is there.
   */
  save(
    actor: Actor,
    origin: Origin,
    clientId: number,
    wanted: WantedByContact,
    options: SaveOptions,
  ): Promise<PreferencePreview>;
}

export function createPreferencesService(deps: {
  on: Executor;
  reader: RoutingReader;
  keeper: MailKeeper;
  capabilities: Capabilities;
  audit: KnexAuditStore;
  changeAs: ChangeAs;
  once: Once;
  clock: Clock;
}): PreferencesService {
  const { on, reader, keeper, capabilities, audit, changeAs, once, clock } = deps;

  async function plan(clientId: number, wanted: WantedByContact, executor: Executor, shown?: ShownByContact) {
    const routing = await reader.read(clientId, executor);
    if (shown) refuseStale(routing, wanted, shown);
    const changes = planPreferences(routing, wanted, clock.now());
    refuseSwitches(routing, changes, capabilities);
    const after = changes.reduce(
      (client, { contact, next }) => withOverrides(client, contact.contactId, next),
      routing.client,
    );
    return { changes, preview: { ...previewOf(routing, after), switches: switchesOf(changes) } };
  }

  async function write(
    actor: Actor,
    clientId: number,
    { changes, preview }: Awaited<ReturnType<typeof plan>>,
    tx: Executor,
  ): Promise<PreferencePreview> {
    const by = nameForClient(actor);
    for (const { contact, next } of changes)
      await keeper.setByHand(clientId, contact.contactId, next, by, tx);
    return preview;
  }

  const rows: PreferencesService['rows'] = async (actor, clientId, contactIds) => {
    authorise(actor, clientId, 'contacts.manage');
    // Which addresses are on the client's own servers says nothing about preferences.
    const routing = await reader.find(clientId, on);
    if (!routing) throw new NotFoundError('client');
    const { client, rules } = routing;
    const contacts = new Map(client.contacts.map((contact) => [contact.contactId, contact]));
    return contactIds.flatMap((contactId): PreferenceRow[] => {
      const contact = contacts.get(contactId);
      if (!contact) return [];
      const preferences = preferencesOf(client, contact, rules.notices);
      const locked = preferencesClosed(capabilities, contactId);
      return [{ contactId, name: contact.name, preferences, locked }];
    });
  };

  return {
    rows,

    async of(actor, clientId, contactIds) {
      const found = await rows(actor, clientId, contactIds);
      return new Map(found.map(({ contactId, preferences }) => [contactId, preferences]));
    },

    async preview(actor, clientId, wanted, shown) {
      authorise(actor, clientId, 'contacts.manage');
      return (await plan(clientId, wanted, on, shown)).preview;
    },

    save: (actor, origin, clientId, wanted, { seen, checkFalls, shown, requestKey = '', reason }) =>
      changeAs(actor, clientId, 'contacts.manage', async (tx) => {
        const done: PreferencePreview[] = [];
        const request = ['preferences', [...wanted].map(([contactId, asked]) => [contactId, asked])];
        const switches = await once(clientId, actor, { key: requestKey, request }, tx, async () => {
          const planned = await plan(clientId, wanted, tx, shown);
          const { preview } = planned;
          if (seen !== undefined && seen !== preview.seen) throw staleError('notices:conflict.seen');
          if (seen === undefined && checkFalls && preview.falls.length > 0)
            throw new ConflictError({ key: 'notices:conflict.falls' });
          done.push(await write(actor, clientId, planned, tx));
          for (const [contactId, changes] of switchesByContact(preview.switches)) {
            const name = contactOf(preview.before, contactId)?.name ?? '';
            const entry = { clientId, contactId, name, changes, reason };
            await audit.record(actor, origin, { ...entry, action: 'preferences.changed' }, tx);
          }
          return preview.switches;
        });
        const [preview = (await plan(clientId, new Map(), tx)).preview] = done;
        return { ...preview, switches };
      }),
  };
}
