// The same-server warning (C9): an address on a domain that the client runs here cannot be reached when that is down.
import type { Message } from '../support/errors.js';
import { domainOf, toReadForm } from './email.js';

export interface HostedName {
  name: string;
  service: string | undefined;
}

export type SameServerCheck = (email: string) => Message | undefined;

/** The warning for this address, or undefined. A subdomain counts as its domain; never a reason to refuse. */
export const sameServerWarning = (email: string, hosted: readonly HostedName[]): Message | undefined =>
  sameServerCheck(hosted)(email);

/** The same for many addresses of one client: what it runs here is looked through once. */
export function sameServerCheck(hosted: readonly HostedName[]): SameServerCheck {
  const byDomain = new Map<string, HostedName[]>();
  for (const one of hosted) {
    // Names may stand in the panel in either spelling of an international domain.
    const domain = domainOf(`@${one.name}`);
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), one]);
  }
  return (email) => {
    const wanted = domainOf(email);
    const on = wanted === '' ? [] : withParents(wanted).flatMap((domain) => byDomain.get(domain) ?? []);
    if (on.length === 0) return undefined;
    const domain = toReadForm(email).slice(toReadForm(email).lastIndexOf('@') + 1);
    const run = on.find(({ service }) => service !== undefined);
    if (run) return { key: 'contacts:sameServer.service', params: { domain, service: run.service ?? '' } };
    return { key: 'contacts:sameServer.domain', params: { domain } };
  };
}

/** "mail.corp.example", "corp.example", "example". */
function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.map((_label, index) => labels.slice(index).join('.'));
}
