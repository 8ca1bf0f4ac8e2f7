// What becomes of an invitation in the hands of whoever got it (A2, A5): shown, accepted once, or declined.
import type { Knex } from 'knex';
import type { KnexAuditStore, Origin } from '../audit/store.js';
import type { ProveAddress } from '../confirmations/prove-address.js';
import { displayName, type Contact } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import type { LoginCredential, LoginRef } from '../panels/panel-logins.js';
import { NO_ACCESS, type Access } from '../permissions/access.js';
import { NO_CEILINGS } from '../permissions/ceilings.js';
import type { Actor, PanelIdentity } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import { mayGrant } from '../permissions/delegation.js';
import { effectiveAccess } from '../permissions/effective-access.js';
import type { WithClientLock } from '../support/client-lock.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { ConflictError, NotFoundError } from '../support/errors.js';
import { tokenHash } from '../support/token.js';
import type { Invitation, KnexInvitationStore } from './invitation-store.js';
import { ceilingsOf, subjectOf, type PeopleDeps } from './people.js';
import { toPanelAccess, type SubAccount } from './sub-account.js';

/** Why a link does not work any more, in the words of its page. */
export type InvitationProblem = 'ended' | 'used' | 'cancelled' | 'declined' | 'inviter';

export interface InvitationView {
  invitation: Invitation;
  contact: Contact;
  /** What the person will be able to do: what is left of it under today's ceilings. */
  access: Access;
  problem: InvitationProblem | undefined;
  /** The address has a login at this panel: it is linked, its password stays (A5). */
  existing: { ref: LoginRef; secondFactor: boolean } | undefined;
}

export interface Accepting {
  /** Throws NotFoundError for a link that never was one. */
  show(token: string): Promise<InvitationView>;
  /** Who can sign in now. Throws ConflictError with the problem; of many at once exactly one succeeds. */
  accept(origin: Origin, token: string, credential: LoginCredential): Promise<PanelIdentity>;
  decline(origin: Origin, token: string): Promise<void>;
}

export interface AcceptingDeps extends PeopleDeps {
  knex: Knex;
  contacts: ContactStore;
  invitations: KnexInvitationStore;
  audit: KnexAuditStore;
  readActor: ReadActor;
  withClientLock: WithClientLock;
  proveAddress: ProveAddress;
  clock: Clock;
}

export function createAccepting(deps: AcceptingDeps): Accepting {
  const {
    knex,
    logins,
    contacts,
    accounts,
    invitations,
    audit,
    readActor,
    withClientLock,
    proveAddress,
    clock,
  } = deps;

  async function find(token: string, on: Executor) {
    const hash = tokenHash(token);
    const invitation = hash && (await invitations.find(hash, on));
    const contact = invitation && (await contacts.find(invitation.clientId, invitation.contactId, on));
    const account = invitation && (await accounts.find(invitation.clientId, invitation.contactId, on));
    if (!invitation || !contact || !account) throw new NotFoundError('invitation');
    return { invitation, contact, account };
  }
  type Found = Awaited<ReturnType<typeof find>>;

  async function problemOf(
    { invitation, contact, account }: Found,
    on: Executor,
  ): Promise<InvitationProblem | undefined> {
    if (invitation.state === 'used') return 'used';
    if (invitation.state === 'declined') return 'declined';
    if (invitation.state !== 'open' || account.state !== 'invited') return 'cancelled';
    if (invitation.expiresAt <= clock.now()) return 'ended';
    // Bound to the address: whoever reads the old one's mail is not who is meant now.
    if (contact.email.toLowerCase() !== invitation.email.toLowerCase()) return 'cancelled';
    return (await mayStillGive(invitation, account, on)) ? undefined : 'inviter';
  }

  // The inviter's rights of today, not of the day the mail was sent (A2).
  async function mayStillGive(invitation: Invitation, account: SubAccount, on: Executor): Promise<boolean> {
    const inviter = await readActor(invitation.inviter, on);
    if (!inviter) return false;
    const ceilings = await ceilingsOf(deps, invitation.clientId, on);
    const target = { now: subjectOf(undefined, account, ceilings), isSelf: false, isOwner: false };
    const granter = { ...inviter.subject, ceilings };
    return mayGrant(granter, target, NO_ACCESS, account.access, clock.now()).length === 0;
  }

  async function close(token: string, state: 'used' | 'declined', tx: Executor): Promise<Found> {
    const found = await find(token, tx);
    const problem = await problemOf(found, tx);
    if (problem) throw new ConflictError({ key: `sub-accounts:invitation.${problem}` });
    // The update itself decides: whoever comes second finds nothing open.
    if (!(await invitations.close(found.invitation.tokenHash, state, tx)))
      throw new ConflictError({ key: 'sub-accounts:invitation.used' });
    return found;
  }

  async function log(
    actor: Actor,
    origin: Origin,
    { contact }: Found,
    action: 'login.accepted' | 'login.declined',
    tx: Executor,
  ) {
    const { clientId, contactId } = contact;
    await audit.record(
      actor,
      origin,
      { clientId, contactId, name: displayName(contact), action, changes: {}, reason: '' },
      tx,
    );
  }

  // Looked at before the lock too: whoever comes too late does not stand in the others' way.
  async function clientOf(token: string): Promise<number> {
    const found = await find(token, knex);
    const problem = await problemOf(found, knex);
    if (problem) throw new ConflictError({ key: `sub-accounts:invitation.${problem}` });
    return found.invitation.clientId;
  }

  return {
    async show(token) {
      const found = await find(token, knex);
      const [login] = await logins.findByEmail(found.invitation.email, knex);
      const ceilings = await ceilingsOf(deps, found.invitation.clientId, knex);
      const accepted = { ...subjectOf(undefined, found.account, ceilings), login: 'active' } as const;
      return {
        invitation: found.invitation,
        contact: found.contact,
        access: effectiveAccess(accepted, clock.now()),
        problem: await problemOf(found, knex),
        existing: login && { ref: login.ref, secondFactor: login.secondFactor },
      };
    },

    accept: async (origin, token, credential) =>
      withClientLock(await clientOf(token), async (tx) => {
        const found = await close(token, 'used', tx);
        const { contact, account } = found;
        const { clientId, contactId } = contact;
        const person = { ...contact, language: contact.language || undefined, emailProven: true };
        const access = toPanelAccess(account.access);
        const now = clock.now();
        const name = displayName(contact);
        const row = { ...account, state: 'active' as const, stateBy: name, stateAt: now, stateReason: '' };
        const ref = await logins.activate(clientId, person, credential, access, tx);
        if (ref === 'taken' || ref === 'gone') throw new ConflictError({ key: `sub-accounts:${ref}` });
        const toldPanel = logins.nearest(access);
        await accounts.update({ ...row, userId: ref.userId, toldPanel }, tx);
        // The link stood in a mail to this address alone.
        await proveAddress(clientId, contactId, found.invitation.email, tx);
        const identity = { kind: 'login', clientId, ...ref } as const;
        const actor = await readActor(identity, tx);
        if (!actor)
          throw new Error(`Contact ${contactId} of client ${clientId} was activated and cannot sign in`);
        await log(actor, origin, found, 'login.accepted', tx);
        return identity;
      }),

    decline: async (origin, token) =>
      withClientLock(await clientOf(token), async (tx) => {
        const found = await close(token, 'declined', tx);
        const { contact, account } = found;
        const name = displayName(contact);
        const ended = { ...account, state: 'ended' as const, stateBy: name, stateAt: clock.now() };
        await accounts.update(ended, tx);
        await log(invitedActor(found), origin, found, 'login.declined', tx);
      }),
  };
}

/** Whoever holds the link, for the log: somebody of the client, with no rights at all. */
function invitedActor({ contact, account }: { contact: Contact; account: SubAccount }): Actor {
  const { clientId, contactId } = contact;
  return {
    kind: 'sub-account',
    identity: { kind: 'login', clientId, userId: null, contactId },
    name: displayName(contact),
    language: undefined,
    subject: { ...INVITED, access: account.access },
    epoch: account.epoch,
    readAt: account.stateAt,
  };
}

const INVITED = {
  kind: 'sub-account',
  provider: false,
  login: 'invited',
  from: new Map(),
  ceilings: NO_CEILINGS,
} as const;
