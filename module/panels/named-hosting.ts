// Services and domains by what people call them.
import type { Executor } from '../support/database.js';
import type { Domain, PanelHosting, Service } from './panel-hosting.js';

/** "vps-12.example.com", else the product's name, else the number: what people know a service or domain by. */
export const placeName = (place: { id: number; name: string; domain?: string }): string =>
  place.domain || place.name || `#${place.id}`;

/**
 * By number, or by the whole name: what a select sends, and what people type where there are too many for one. Undefined
 * when absent or another client's.
 */
export async function findService(
  text: string,
  clientId: number,
  hosting: PanelHosting,
  on: Executor,
): Promise<Service | undefined> {
  if (isId(text)) return hosting.service(clientId, Number(text), on);
  const { services } = await hosting.services(clientId, { q: text, limit: 50, offset: 0 }, on);
  return services.find((one) => sameText(one.domain, text) || sameText(one.name, text));
}

/** As `findService`. */
export async function findDomain(
  text: string,
  clientId: number,
  hosting: PanelHosting,
  on: Executor,
): Promise<Domain | undefined> {
  if (isId(text)) return hosting.domain(clientId, Number(text), on);
  const { domains } = await hosting.domains(clientId, { q: text, limit: 50, offset: 0 }, on);
  return domains.find((one) => sameText(one.name, text));
}

const isId = (text: string): boolean => /^[1-9]\d{0,14}$/.test(text);
const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
