// Adding and editing a contact, with what it does to who gets what: previews and saves are the same plan (U2). Every
// change: authorise → lock → authorise again → rule → write → audit → outbox.
import type { Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { AddressNews } from '../confirmations/address-news.js';
import type { ContactChange, ContactMail, ContactMailPlan } from '../notices/contact-mail.js';
import type { NoticeDefinition } from '../notices/notice.js';
import type { WantedPreferences } from '../notices/preference-plan.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { KnexRoleStore } from '../roles/store.js';
import type { Executor } from '../support/database.js';
import { staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { changesBetween } from './changes.js';
import { displayName, toCompanion, type Contact, type ContactDetails } from './contact.js';
import type { ContactPlans, Target } from './plan.js';
import { isNoLonger, isSeen } from './seen.js';
import type { ContactStore } from './store.js';
import { versionParts } from './whole-version.js';

export interface ContactSaving {
  /** What `add` would write, checked as `add` checks it. */
  previewAdd(
    actor: Actor,
    clientId: number,
    details: ContactDetails,
    wanted: WantedPreferences,
  ): Promise<ContactPreview>;
  /** The new contact. The same `requestKey` again gives the same one and adds nothing. */
  add(
    actor: Actor,
    origin: Origin,
    clientId: number,
    details: ContactDetails,
    options: AddOptions,
  ): Promise<AddedContact>;
  /** What `edit` would change, checked as `edit` checks it; no changes when nothing would. */
  previewEdit(
    actor: Actor,
    target: Target,
    details: ContactDetails,
    wanted?: WantedPreferences,
  ): Promise<ContactPreview>;
  /**
   * What was changed. Where `seen` is given, and some notice falls to a stand-in or to nobody, or what was seen is no longer
   * so, nothing is: then `check` is what there is to look at first (U2). Throws ConflictError when `version` is not the
   * present one, InputError for what is refused.
   */
  edit(
    actor: Actor,
    origin: Origin,
    target: Target,
    details: ContactDetails,
    options: EditOptions,
  ): Promise<EditOutcome>;
}

export interface AddOptions {
  requestKey: string;
  /** Staff may have the client told by mail (S3). */
  notifyClient: boolean;
  reason: string;
  /** Email preferences by hand; none when left out. */
  wanted?: WantedPreferences;
}

export interface AddedContact extends Contact {
  /** What it gets from now on. */
  receives: readonly NoticeDefinition[];
}

export interface EditOptions {
  reason: string;
  /** Email preferences by hand; what is left out stays as it is. */
  wanted?: WantedPreferences;
  /** Of the preview that was shown, '' when none was; left out where nobody is there to look at one. */
  seen?: string;
}

export type EditOutcome = { changes: Changes } | { check: ContactMailPlan; isStale: boolean };

export interface ContactPreview {
  changes: Changes;
  /** Undefined when nothing changes that mail depends on. */
  mailPlan: ContactMailPlan | undefined;
}

/** What changes who gets what, beside email preferences. */
const ROUTING_FIELDS = ['types', 'email'] as const;

export interface ContactSavingDeps {
  on: Executor;
  contacts: ContactStore;
  plans: ContactPlans;
  audit: KnexAuditStore;
  outbox: KnexOutboxStore;
  roles: KnexRoleStore;
  changeAs: ChangeAs;
  once: Once;
  mail: ContactMail;
  addressNews: AddressNews;
}

export function createContactSaving(deps: ContactSavingDeps): ContactSaving {
  const { on, contacts, plans, audit, outbox, roles, changeAs, once, mail, addressNews } = deps;

  // S4's "My details": the owner's own record is the profile, everybody else's is contact management.
  const needed = (contactId: number) => (contactId === 0 ? 'profile.edit' : 'contacts.manage');

  // Who gets what is contact management, the owner's too.
  function authorisePreferences(actor: Actor, clientId: number, wanted: WantedPreferences): void {
    if (Object.keys(wanted).length > 0) authorise(actor, clientId, 'contacts.manage');
  }

  // What an edit decides, in full: its preview and its save are the same.
  async function planEdit(
    actor: Actor,
    target: Target,
    details: ContactDetails,
    wanted: WantedPreferences,
    executor: Executor,
  ) {
    const { clientId, contactId } = target;
    const plan = await plans.edit(actor, target, details, executor);
    const isRouting =
      Object.keys(wanted).length > 0 || ROUTING_FIELDS.some((field) => Object.hasOwn(plan.changes, field));
    if (!isRouting) return { ...plan, mailPlan: undefined };
    const mailPlan = await mail.plan(clientId, changeOf(contactId, details, wanted), executor);
    const { mail: seenMail } = versionParts(target.version);
    if (seenMail !== '' && seenMail !== mailPlan.version) throw staleError('contacts:conflict.stale');
    return { ...plan, changes: { ...plan.changes, ...mailPlan.switches }, mailPlan };
  }

  return {
    async previewAdd(actor, clientId, details, wanted) {
      authorise(actor, clientId, 'contacts.manage');
      await plans.add(clientId, details, on);
      const mailPlan = await mail.plan(clientId, changeOf(undefined, details, wanted), on);
      return { changes: { ...changesBetween(undefined, details), ...mailPlan.switches }, mailPlan };
    },

    add: (actor, origin, clientId, details, { requestKey, notifyClient, reason, wanted = {} }) =>
      changeAs(actor, clientId, 'contacts.manage', (tx) => {
        const mark = { key: requestKey, request: ['contact.add', details, wanted] };
        return once(clientId, actor, mark, tx, async () => {
          const fields = await plans.add(clientId, details, tx);
          const mailPlan = await mail.plan(clientId, changeOf(undefined, details, wanted), tx);
          const contactId = await contacts.insert(clientId, fields, toCompanion(details), tx);
          await roles.setTypes(clientId, contactId, details.types, tx);
          await mail.keep(actor, clientId, contactId, mailPlan, tx);
          const entry = {
            clientId,
            contactId,
            name: displayName(details),
            changes: mailPlan.switches,
            reason,
          };
          await audit.record(actor, origin, { ...entry, action: 'contact.added' }, tx);
          await addressNews.added(clientId, contactId, tx);
          if (notifyClient && actsForProvider(actor))
            await outbox.enqueue(clientId, 'contact-added', { contactId }, tx);
          return { ...(await contacts.get(clientId, contactId, tx)), receives: mailPlan.receives };
        });
      }),

    async previewEdit(actor, target, details, wanted = {}) {
      authorise(actor, target.clientId, needed(target.contactId));
      authorisePreferences(actor, target.clientId, wanted);
      const { changes, mailPlan } = await planEdit(actor, target, details, wanted, on);
      return { changes, mailPlan };
    },

    edit: (actor, origin, target, details, { reason, wanted = {}, seen }) =>
      changeAs(actor, target.clientId, needed(target.contactId), async (tx, now) => {
        const { clientId, contactId } = target;
        authorisePreferences(now, clientId, wanted);
        const plan = await planEdit(actor, target, details, wanted, tx);
        const { before, changes, fields, mailPlan } = plan;
        if (mailPlan && seen !== undefined) {
          const isStale = isNoLonger(seen, mailPlan);
          if (isStale || (mailPlan.falls.length > 0 && !isSeen(seen, mailPlan)))
            return { check: mailPlan, isStale };
        }
        if (Object.keys(changes).length === 0) return { changes };
        const saved = await contacts.update(before, fields, toCompanion(details), tx);
        if (saved === 'stale') throw staleError('contacts:conflict.stale');
        if (changes['types']) await roles.setTypes(clientId, contactId, details.types, tx);
        if (mailPlan) await mail.keep(actor, clientId, contactId, mailPlan, tx);
        await addressNews.changed(clientId, contactId, before.email, details.email, tx);
        const entry = { clientId, contactId, name: displayName(details), changes, reason };
        await audit.record(actor, origin, { ...entry, action: 'contact.changed' }, tx);
        return { changes };
      }),
  };
}

const changeOf = (
  contactId: number | undefined,
  details: ContactDetails,
  wanted: WantedPreferences,
): ContactChange => ({
  contactId,
  name: displayName(details),
  email: details.email,
  types: details.types,
  wanted,
});
