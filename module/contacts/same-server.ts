// The same-server warning (C9): an address on a domain that the client runs here cannot be reached when that is down.
import type { Message } from '../support/errors.js';
import { domainOf, toReadForm } from './email.js';

export interface HostedName {
  name: string;
  service: string | undefined;
}

/** The warning for this address, or undefined. A subdomain counts as its domain; never a reason to refuse. */
export function sameServerWarning(email: string, hosted: readonly HostedName[]): Message | undefined {
  const wanted = domainOf(email);
  if (wanted === '') return undefined;
  const domain = toReadForm(email).slice(toReadForm(email).lastIndexOf('@') + 1);
  // Names may stand in the panel in either spelling of an international domain.
  const on = hosted.filter(({ name }) => `.${wanted}`.endsWith(`.${domainOf(`@${name}`)}`));
  const run = on.find(({ service }) => service !== undefined);
  if (run) return { key: 'contacts:sameServer.service', params: { domain, service: run.service ?? '' } };
  return on.length > 0 ? { key: 'contacts:sameServer.domain', params: { domain } } : undefined;
}
