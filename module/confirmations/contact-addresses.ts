// What the contact pages show of addresses: what can be done about one, whether mail from it opens tickets (N7), and a
// mark in the list.
import { displayName, pathId, type Contact } from '../contacts/contact.js';
import type { PageRequest } from '../http/page.js';
import { sayReason } from '../http/reasons.js';
import type { GatePeople, SupportGate } from '../support-gate/service.js';
import type { Executor } from '../support/database.js';
import type { ConfirmationsService } from './service.js';

interface Act {
  href: string;
  text: string;
  /** With whom it is about, for those who hear it alone. */
  label: string;
}

/** Ready for the page. */
export interface AddressCard {
  /** Sends at once. */
  confirm: Act | undefined;
  /** Leads to a page of its own. */
  unblock: Act | undefined;
  /** Why there is nothing to do just now; '' where that needs no words. */
  note: string;
  /** "Yes. The address is registered: it is a contact’s."; '' without an address. */
  tickets: string;
}

/** In the list: nothing stands at a confirmed one. */
export interface AddressMarkView {
  word: string;
  icon: 'ring' | 'cross';
}

export interface ContactAddresses {
  /** `people`: who can sign in, where they were read already. */
  card(request: PageRequest, contact: Contact, people?: GatePeople): Promise<AddressCard>;
  marks(
    request: PageRequest,
    contacts: readonly { contactId: number; email: string }[],
  ): Promise<ReadonlyMap<number, AddressMarkView>>;
}

export function createContactAddresses({
  confirmations,
  gate,
  on,
}: {
  confirmations: Pick<ConfirmationsService, 'viewOf' | 'marks'>;
  gate: Pick<SupportGate, 'askOf'>;
  on: Executor;
}): ContactAddresses {
  async function tickets(
    { clientId, email }: Contact,
    request: PageRequest,
    people: GatePeople | undefined,
  ): Promise<string> {
    if (email === '') return '';
    const { words, settings } = request;
    const { allowed, reasons } = await gate.askOf(clientId, { email, department: undefined }, on, people);
    const because = reasons.map((reason) => sayReason(reason, words, settings)).join(' ');
    return words.t(`confirmations:tickets.${allowed ? 'yes' : 'no'}`, { because });
  }

  return {
    async card(request, contact, people) {
      const { actor, words, settings, to } = request;
      const { contactId } = contact;
      const { mark, refusals } = await confirmations.viewOf(actor, contact);
      const name = displayName(contact);
      const act = (step: 'confirm' | 'unblock'): Act => ({
        href: to(`/contacts/${pathId(contactId)}/${step}`),
        text: words.t(`confirmations:${step}.button`),
        label: words.t(`confirmations:${step}.label`, { name }),
      });
      const isBlocked = mark?.blockedAt !== undefined;
      const said = isBlocked ? refusals.unblock : refusals.confirm;
      const isTold = isBlocked || said?.key === 'confirmations:confirm.tooSoon';
      return {
        confirm: refusals.confirm ? undefined : act('confirm'),
        unblock: isBlocked && !refusals.unblock ? act('unblock') : undefined,
        note: said && isTold ? sayReason(said, words, settings) : '',
        tickets: await tickets(contact, request, people),
      };
    },

    async marks({ actor, clientId, words: { t } }, contacts) {
      const known = await confirmations.marks(actor, clientId, contacts);
      const views = contacts.flatMap(({ contactId, email }): [number, AddressMarkView][] => {
        const mark = known.get(contactId);
        if (mark?.blockedAt) return [[contactId, { word: t('confirmations:marks.blocked'), icon: 'cross' }]];
        if (mark?.confirmedAt || email === '') return [];
        return [[contactId, { word: t('confirmations:marks.notConfirmed'), icon: 'ring' }]];
      });
      return new Map(views);
    },
  };
}
