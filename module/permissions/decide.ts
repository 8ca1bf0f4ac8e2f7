// The one decision: may this actor do this? Pure and total, with ordered reasons (P5). Pages, services and the
// explanations people read all use it, so that they cannot drift apart.
import type { Message } from '../support/errors.js';
import { actsForProvider, type Actor } from './actor.js';
import { isPermission, type Permission } from './catalogue.js';

/** What a page or a service may ask for: a permission, or to act for the provider (staff, or a provider's key). */
export type Requirement = Permission | 'staff';

export interface Decision {
  allowed: boolean;
  /** The deciding reason first. Never empty. */
  reasons: readonly Message[];
}

export function decide(actor: Actor, requirement: Requirement): Decision {
  // A key that is none of ours grants nothing, to nobody: a slip in a menu or a route must not open a page.
  if (requirement !== 'staff' && !isPermission(requirement)) return no('permissions:because.notGranted');
  if (actsForProvider(actor))
    return yes(`permissions:because.${actor.kind === 'key' ? 'providerKey' : 'staff'}`);
  if (requirement === 'staff') return no('permissions:because.notStaff');
  if (actor.kind === 'owner') return yes('permissions:because.owner');
  return actor.granted.has(requirement)
    ? yes('permissions:because.granted')
    : no('permissions:because.notGranted');
}

const yes = (key: string): Decision => ({ allowed: true, reasons: [{ key }] });
const no = (key: string): Decision => ({ allowed: false, reasons: [{ key }] });
