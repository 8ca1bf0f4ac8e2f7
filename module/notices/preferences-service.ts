// Email preferences by hand (N2): read, previewed and saved, for one contact or a page of them. The panel's switches
// follow at the end of the transaction (mail-keeper.ts).
import type { Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { Capabilities } from '../panels/panel.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { staleError } from '../support/errors.js';
import { contactOf } from './client-facts.js';
import type { RoutingReader } from './facts-reader.js';
import type { MailKeeper } from './mail-keeper.js';
import type { Preference } from './preference.js';
import {
  planPreferences,
  preferencesOf,
  refuseSwitches,
  switchesByContact,
  switchesOf,
  type WantedByContact,
} from './preference-plan.js';
import { previewOf, type RecipientPreview } from './preview.js';
import { withOverrides } from './what-if.js';

export interface PreferencePreview extends RecipientPreview {
  /** What is switched, by "<contact id>.<category>". */
  switches: Changes;
}

export interface PreferencesService {
  /** Of these contacts, those that are there, in catalogue order of the categories. */
  of(actor: Actor, clientId: number, contactIds: readonly number[]): Promise<Map<number, Preference[]>>;
  /** Throws as `save` would. */
  preview(actor: Actor, clientId: number, wanted: WantedByContact): Promise<PreferencePreview>;
  /**
   * Throws InputError, by "<contact id>.<category>", for what is required of a primary holder (N1), the last domain mail
   * (C8) and what the panel cannot hold; NotFoundError for a stranger; ConflictError when `seen`, where it is given, is
   * no longer what would happen.
   */
  save(
    actor: Actor,
    origin: Origin,
    clientId: number,
    wanted: WantedByContact,
    options: { seen: string | undefined; reason: string },
  ): Promise<PreferencePreview>;
  /** The same inside a change of somebody else's, under the client's lock; without a log line. */
  saveIn(actor: Actor, clientId: number, wanted: WantedByContact, tx: Executor): Promise<PreferencePreview>;
}

export function createPreferencesService(deps: {
  on: Executor;
  reader: RoutingReader;
  keeper: MailKeeper;
  capabilities: Capabilities;
  audit: KnexAuditStore;
  changeAs: ChangeAs;
  clock: Clock;
}): PreferencesService {
  const { on, reader, keeper, capabilities, audit, changeAs, clock } = deps;

  async function plan(clientId: number, wanted: WantedByContact, executor: Executor) {
    const routing = await reader.read(clientId, executor);
    const changes = planPreferences(routing, wanted, clock.now());
    refuseSwitches(routing, changes, capabilities);
    const after = changes.reduce(
      (client, { contact, next }) => withOverrides(client, contact.contactId, next),
      routing.client,
    );
    return { changes, preview: { ...previewOf(routing, after), switches: switchesOf(changes) } };
  }

  const saveIn: PreferencesService['saveIn'] = async (actor, clientId, wanted, tx) => {
    const { changes, preview } = await plan(clientId, wanted, tx);
    const by = actsForProvider(actor) ? '' : actor.name;
    for (const { contact, next } of changes)
      await keeper.setByHand(clientId, contact.contactId, next, by, tx);
    return preview;
  };

  return {
    saveIn,
    async of(actor, clientId, contactIds) {
      authorise(actor, clientId, 'contacts.manage');
      const { client, rules } = await reader.read(clientId, on);
      const wanted = client.contacts.filter(({ contactId }) => contactIds.includes(contactId));
      return new Map(wanted.map((one) => [one.contactId, preferencesOf(client, one, rules.notices)]));
    },

    async preview(actor, clientId, wanted) {
      authorise(actor, clientId, 'contacts.manage');
      return (await plan(clientId, wanted, on)).preview;
    },

    save: (actor, origin, clientId, wanted, { seen, reason }) =>
      changeAs(actor, clientId, 'contacts.manage', async (tx) => {
        const preview = await saveIn(actor, clientId, wanted, tx);
        if (seen !== undefined && seen !== preview.seen) throw staleError('notices:conflict.seen');
        for (const [contactId, changes] of switchesByContact(preview.switches)) {
          const name = contactOf(preview.before, contactId)?.name ?? '';
          const entry = { clientId, contactId, name, changes, reason };
          await audit.record(actor, origin, { ...entry, action: 'preferences.changed' }, tx);
        }
        return preview;
      }),
  };
}
