// What can be done with sub-accounts (A1–A6), and what can be known about them.
import type { Knex } from 'knex';
import { displayName, type Contact } from '../contacts/contact.js';
import type { Access } from '../permissions/access.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import { explainAccess } from '../permissions/explain-access.js';
import type { Decision, Question } from '../permissions/question.js';
import type { Message } from '../support/errors.js';
import { createGiving, type Giving, type GivingDeps } from './giving.js';
import type { Invitation } from './invitation-store.js';
import { createLifecycle, type Lifecycle } from './lifecycle.js';
import { createLoginChange, refOf, refuse, type LoginChangeDeps, type Opened } from './login-change.js';
import { isSelf, readPeople, type ClientPeople, type Person } from './people.js';
import { planAccess, type AccessPreview } from './plan.js';
import { createSteps, type Act, type Step, type StepDeps, type StepRefusal } from './steps.js';

export interface SubAccountView {
  contact: Contact;
  person: Person;
  /** The newest one, for "sent on", "ends on" and "declined on". */
  invitation: Invitation | undefined;
  /** Nobody changes their own access (I5). */
  isSelf: boolean;
  /** Why the actor may not touch this login at all: the owner's, their own, or one that reaches further (P4). */
  untouchable: Message | undefined;
  /** The panel's own pages may still allow more than ours. */
  lag: Message | undefined;
}

export interface SubAccountsService extends Giving, Lifecycle {
  view(actor: Actor, clientId: number, contactId: number): Promise<SubAccountView>;
  /** The same of a contact that was read already, with everybody who was read for it. */
  viewOf(actor: Actor, contact: Contact): Promise<SubAccountView & Opened>;
  /** Everybody who can sign in for the client, or could: also logins that belong to no contact. */
  people(actor: Actor, clientId: number): Promise<ClientPeople>;
  /** What giving this access would do, and why it may not be given. Writes nothing. */
  preview(actor: Actor, clientId: number, contactId: number, after: Access): Promise<AccessPreview>;
  /** May this contact's login do that, and why (P5)? */
  can(actor: Actor, clientId: number, contactId: number, question: Question): Promise<Decision>;
  /** Why the actor cannot take this step now, the first reason first; [] when they can. */
  stepRefusals(actor: Actor, clientId: number, contactId: number, step: Step): Promise<readonly Message[]>;
  /** Throws what doing it now would be refused for, whatever access is given with it. Writes nothing. */
  checkStep(actor: Actor, clientId: number, contactId: number, act: Act): Promise<void>;
  /** Whose access, of those who have some, was given by this contact (I17). */
  givenBy(actor: Actor, clientId: number, contactId: number): Promise<Contact[]>;
}

export function createSubAccountsService(
  deps: LoginChangeDeps & GivingDeps & StepDeps & { knex: Knex },
): SubAccountsService {
  const { knex, invitations, clock } = deps;
  const change = createLoginChange(deps);
  const steps = createSteps(change, deps);

  async function refusalOf(
    actor: Actor,
    clientId: number,
    contactId: number,
    act: Act,
  ): Promise<StepRefusal | undefined> {
    authorise(actor, clientId, 'contacts.manage');
    return steps.refusal(act, actor, await change.open(clientId, contactId, knex), knex);
  }

  async function viewOf(actor: Actor, opened: Opened): Promise<SubAccountView & Opened> {
    const { clientId, contactId } = opened.contact;
    return {
      ...opened,
      invitation: await invitations.newest(clientId, contactId, knex),
      isSelf: isSelf(actor, opened.person),
      untouchable: change.touchRefusal(actor, opened)?.reasons[0],
      lag: await deps.logins.lag?.(clientId, refOf(opened), knex),
    };
  }

  return {
    ...createGiving(change, steps, deps),
    ...createLifecycle(change, steps, deps),

    async view(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      return viewOf(actor, await change.open(clientId, contactId, knex));
    },

    async viewOf(actor, contact) {
      authorise(actor, contact.clientId, 'contacts.manage');
      return viewOf(actor, await change.openOf(contact, knex));
    },

    stepRefusals: async (actor, clientId, contactId, step) =>
      (await refusalOf(actor, clientId, contactId, step))?.reasons ?? [],

    async checkStep(actor, clientId, contactId, act) {
      refuse(await refusalOf(actor, clientId, contactId, act));
    },

    async givenBy(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      const { all, person, contact } = await change.open(clientId, contactId, knex);
      const names = [person.login?.name, displayName(contact)];
      const given = all.people.filter(
        ({ account, subject: { login } }) =>
          account && login !== 'none' && login !== 'ended' && names.includes(account.grantedBy),
      );
      const ids = given.flatMap((one) => one.account?.contactId ?? []).filter((id) => id !== contactId);
      return deps.contacts.list(clientId, ids, knex);
    },

    async people(actor, clientId) {
      authorise(actor, clientId, 'contacts.manage');
      return readPeople(deps, clientId, knex);
    },

    async preview(actor, clientId, contactId, after) {
      authorise(actor, clientId, 'contacts.manage');
      const { all, person } = await change.open(clientId, contactId, knex);
      return planAccess(actor, all, person, after, clock.now());
    },

    async can(actor, clientId, contactId, question) {
      authorise(actor, clientId, 'contacts.manage');
      const { person } = await change.open(clientId, contactId, knex);
      return explainAccess(person.subject, question, clock.now());
    },
  };
}
