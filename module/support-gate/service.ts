// The support gate (N7): may a mail from this address open a ticket, for which client, and why (not)? Asked by the
// panel's bridge when a mail comes in, by the API, and by contact pages.
import { toMailForm, toReadForm } from '../contacts/email.js';
import type { ContactStore } from '../contacts/store.js';
import { addressKey } from '../contacts/address-key.js';
import type { Panel } from '../panels/panel.js';
import type { Subject } from '../permissions/subject.js';
import type { Executor } from '../support/database.js';
import type { Clock } from '../support/clock.js';
import { explainSupportGate, type GateAnswer } from './gate.js';

export interface GateQuestion {
  /** From whom the mail says it is. */
  email: string;
  /** Undefined = some department. */
  department: number | undefined;
}

export interface SupportGateAnswer extends GateAnswer {
  /** Undefined when the address is nobody's. */
  clientId: number | undefined;
}

export interface SupportGate {
  /** Of an address that several clients know: the first client where it is allowed, else the first, owners first. */
  ask(question: GateQuestion, on: Executor): Promise<SupportGateAnswer>;
  /** The same within one client. `people`: where they were read already. */
  askOf(clientId: number, question: GateQuestion, on: Executor, people?: GatePeople): Promise<GateAnswer>;
}

/** Who can sign in for a client, its owner among them. */
export interface GatePeople {
  /** `emails`: with which its owner signs in. */
  owner: { emails: readonly string[]; subject: Subject };
  others: readonly { contactId: number | undefined; email: string; subject: Subject }[];
}

export type ReadGatePeople = (clientId: number, on: Executor) => Promise<GatePeople>;

export function createSupportGate(deps: {
  panel: Pick<Panel, 'contacts' | 'clients' | 'logins'>;
  contacts: ContactStore;
  people: ReadGatePeople;
  clock: Clock;
}): SupportGate {
  const { panel, contacts, clock } = deps;

  async function askOf(
    clientId: number,
    question: GateQuestion,
    on: Executor,
    people?: GatePeople,
  ): Promise<GateAnswer> {
    const { owner, others } = people ?? (await deps.people(clientId, on));
    // Whoever has another address is not asked about: of a client with thousands that is nearly everybody.
    const holders = await contacts.holdersOf(clientId, spellings(question.email), on);
    const emailOf = (contactId: number): string =>
      holders.find((holder) => holder.contactId === contactId)?.email ?? '';
    return explainSupportGate(
      {
        ...question,
        owner: { ...owner, emails: [emailOf(0), ...owner.emails] },
        contacts: holders.filter(({ contactId }) => contactId !== 0),
        // A sub-account is known by its own address and by its contact's.
        subAccounts: others.flatMap((one) => {
          const own = one.contactId === undefined ? '' : emailOf(one.contactId);
          return addressKey(own) === addressKey(one.email) ? [one] : [one, { ...one, email: own }];
        }),
      },
      clock.now(),
    );
  }

  return {
    askOf,
    async ask(question, on) {
      const wanted = spellings(question.email);
      const registered = await panel.contacts.registered(wanted, on);
      const logins = (await Promise.all(wanted.map((email) => panel.logins.findByEmail(email, on)))).flat();
      const clientIds = [
        ...registered.map(({ clientId }) => clientId),
        ...logins.flatMap(({ clients }) => clients.map(({ clientId }) => clientId)),
      ];
      let first: SupportGateAnswer | undefined;
      for (const clientId of new Set(clientIds)) {
        if (!(await panel.clients.find(clientId, on))) continue;
        const answer = { clientId, ...(await askOf(clientId, question, on)) };
        if (answer.allowed) return answer;
        first ??= answer;
      }
      return (
        first ?? { clientId: undefined, allowed: false, contactId: undefined, reasons: [NOT_REGISTERED] }
      );
    },
  };
}

const NOT_REGISTERED = { key: 'notices:gate.notRegistered' };

/** An international domain may stand in the panel in either spelling. */
const spellings = (email: string): string[] => {
  const typed = email.trim();
  return [...new Set([typed, toMailForm(typed), toReadForm(typed)].map((one) => one.toLowerCase()))].filter(
    (one) => one !== '',
  );
};
