// What a client is called wherever one is named.
import type { ClientSummary } from './panel.js';

/** The company, else its owner, else the address: a panel may have neither name. */
export const clientName = (client: Pick<ClientSummary, 'companyName' | 'ownerName' | 'email'>): string =>
  client.companyName || client.ownerName || client.email;
