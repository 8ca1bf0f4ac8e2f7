// HostBill's privileges as our permissions and back. HostBill gets the nearest superset (P7); of what it grants we read
// what its keys say. How it answers with them is not established (hosts.md §2.3): nested or flat, flags or labels.
import { DOMAIN_FUNCTIONS, PERMISSIONS, SERVICE_FUNCTIONS } from '../../permissions/catalogue.js';
import type { PanelAccess } from '../panel-logins.js';
import { PRIVILEGES, SECTIONS, type KeyMeaning, type Privilege } from './schema.js';

export const ALL_PRIVILEGES = Object.keys(PRIVILEGES) as Privilege[];
const meaningOf = (privilege: Privilege): KeyMeaning => PRIVILEGES[privilege];
export const isPrivilege = (path: string): path is Privilege => Object.hasOwn(PRIVILEGES, path);

export const NO_GRANTS: PanelAccess = { permissions: [], serviceFunctions: [], domainFunctions: [] };

/** The privileges that together allow at least this, as far as there are any. */
export function privilegesFor(access: PanelAccess): Privilege[] {
  return ALL_PRIVILEGES.filter((privilege) => {
    const { permissions = [], serviceFunctions = [], domainFunctions = [] } = meaningOf(privilege);
    return (
      permissions.some((one) => access.permissions.includes(one)) ||
      serviceFunctions.some((one) => access.serviceFunctions.includes(one)) ||
      domainFunctions.some((one) => access.domainFunctions.includes(one))
    );
  });
}

/** What these privileges allow; unknown ones allow nothing. */
export function accessOf(privileges: readonly string[]): PanelAccess {
  const meanings = privileges.filter(isPrivilege).map(meaningOf);
  const spoken = <One>(all: readonly One[], of: (meaning: KeyMeaning) => readonly One[] | undefined): One[] =>
    all.filter((one) => meanings.some((meaning) => of(meaning)?.includes(one)));
  return {
    permissions: spoken(PERMISSIONS, ({ permissions }) => permissions),
    serviceFunctions: spoken(SERVICE_FUNCTIONS, ({ serviceFunctions }) => serviceFunctions),
    domainFunctions: spoken(DOMAIN_FUNCTIONS, ({ domainFunctions }) => domainFunctions),
  };
}

/** What HostBill will allow when it is told this. */
export const nearest = (access: PanelAccess): PanelAccess => accessOf(privilegesFor(access));

/** Path → value of an answer's privileges, "services.12.basic" → "1"; undefined when the answer has none. */
export function readPaths(answer: unknown): ReadonlyMap<string, string> | undefined {
  if (answer === undefined || answer === null || answer === '') return undefined;
  const paths = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
    else if (path !== '' && isScalar(value)) paths.set(unflattened(path), String(value));
  };
  walk(answer, '');
  return paths;
}

/** The keys that the panel offers for this contact: each two levels deep, said by a flag or by a label of any shape. */
export function readOffered(answer: unknown): ReadonlySet<string> | undefined {
  const paths = readPaths(answer);
  if (!paths || paths.size === 0) return undefined;
  const offered = [...paths].filter(([, value]) => isOn(value)).map(([path]) => twoLevels(path));
  return new Set(offered);
}

export const isOn = (value: string): boolean =>
  !['', '0', 'false', 'off', 'no'].includes(value.trim().toLowerCase());

/** "services.12.basic" as the API wants it: privileges[services][12][basic]. */
export const parameterOf = (path: string): string =>
  `privileges${path
    .split('.')
    .map((part) => `[${part}]`)
    .join('')}`;

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

// "billing_emails": the flat spelling (hosts.md §2.4, trap 7).
function unflattened(path: string): string {
  if (path.includes('.')) return path;
  const section = SECTIONS.find((one) => path.startsWith(`${one}_`));
  return section ? `${section}.${path.slice(section.length + 1)}` : path;
}

const twoLevels = (path: string): string => path.split('.').slice(0, 2).join('.');
