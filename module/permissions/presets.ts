// Presets: named sets to start from. Providers edit them (AD6); these are shipped. Filling one in is only typing: what
// is saved is what was ticked, checked like anything else.
import type { Access } from './access.js';
import {
  DOMAIN_FUNCTIONS,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from './catalogue.js';
import { commonAccess } from './effective-access.js';
import type { Scope } from './scope.js';

/** `chosen` = those that are chosen when it is filled in, each with these functions. */
export type PresetScope<F> =
  { mode: 'none' } | { mode: 'all'; functions: readonly F[] } | { mode: 'chosen'; functions: readonly F[] };

export interface Preset {
  /** Of the shipped ones; their names are words. */
  key: string;
  permissions: readonly Permission[];
  services: PresetScope<ServiceFunction>;
  domains: PresetScope<DomainFunction>;
  /** Warned about: the same as the owner (S4). */
  sameAsOwner?: true;
}

const SUPPORT = ['support.open', 'support.notifications', 'support.view', 'support.close'] as const;

/** In the order of the form (CL9). All of them leave every department open. */
export const SHIPPED_PRESETS: readonly Preset[] = [
  {
    key: 'accountant',
    permissions: ['billing.notifications', 'billing.invoices', 'billing.balance', 'billing.estimates'],
    services: { mode: 'none' },
    domains: { mode: 'none' },
  },
  {
    key: 'developer',
    permissions: [...SUPPORT, 'sshKeys.manage'],
    services: { mode: 'chosen', functions: ['view', 'signOn', 'manage'] },
    domains: { mode: 'none' },
  },
  { key: 'supportOnly', permissions: SUPPORT, services: { mode: 'none' }, domains: { mode: 'none' } },
  {
    key: 'readOnly',
    permissions: ['billing.balance', 'support.view'],
    services: { mode: 'all', functions: ['view'] },
    domains: { mode: 'all', functions: ['view'] },
  },
  {
    key: 'everything',
    permissions: PERMISSIONS,
    services: { mode: 'all', functions: SERVICE_FUNCTIONS },
    domains: { mode: 'all', functions: DOMAIN_FUNCTIONS },
    sameAsOwner: true,
  },
];

export interface PresetContext {
  /** Ids that are chosen for a preset that asks for some. */
  services: readonly number[];
  domains: readonly number[];
  /** What whoever fills it in may give (`giveable`): nothing else is ticked. */
  within: Access;
}

/** What a preset ticks. */
export function applyPreset(preset: Preset, { services, domains, within }: PresetContext): Access {
  const whole: Access = {
    permissions: preset.permissions,
    departments: { mode: 'all' },
    services: scopeOf(preset.services, services),
    domains: scopeOf(preset.domains, domains),
    expiresAt: undefined,
  };
  return commonAccess(whole, within);
}

function scopeOf<F>(scope: PresetScope<F>, chosen: readonly number[]): Scope<F> {
  if (scope.mode !== 'chosen') return scope;
  return { mode: 'only', grants: chosen.map((id) => ({ id, functions: scope.functions })) };
}
