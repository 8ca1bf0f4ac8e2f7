// Owners' addresses that look wrong, a part of all clients at a time: each with the place where it is put right.
import type { PageLocals, PageRequest } from '../../http/page.js';
import { clientName } from '../../panels/client-name.js';
import type { WrongAddresses } from '../service.js';

export interface WrongAddressModel extends WrongAddresses {
  /** The client after whom was looked; 0 for the first part. */
  after: number;
}

export function wrongAddressLocals(model: WrongAddressModel, request: PageRequest): PageLocals {
  const { words, to, panelNotes } = request;
  const { t } = words;
  const { after, clients, looked, next } = model;
  const heading = t('setup:addresses.title');
  return {
    title: after > 0 ? t('setup:addresses.titleAfter', { title: heading, id: after }) : heading,
    heading,
    crumbs: [{ label: t('common:menu.setup'), href: to('/setup') }],
    intro: t('setup:people.looked', { count: looked }),
    notes: clients.length > 0 ? panelNotes(['ownerDetails']) : [],
    empty: clients.length > 0 ? undefined : t('setup:addresses.none'),
    rows: clients.map((client) => ({
      name: clientName(client) || t('setup:addresses.client', { id: client.clientId }),
      href: to(`/clients/${client.clientId}/contacts/owner/edit`),
      email: client.email,
      status: client.status,
    })),
    next: next === undefined ? undefined : to(`/setup/addresses?after=${next}`),
    first: after > 0 ? to('/setup/addresses') : undefined,
  };
}
