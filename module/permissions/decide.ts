// Enforcement's question: may this actor open this? Asked of the one decision, `explainAccess`, so that what guards say
// and what the inspector explains cannot drift apart.
import { actsForProvider, type Actor } from './actor.js';
import { isPermission, type Permission } from './catalogue.js';
import { explainAccess } from './explain-access.js';
import type { Decision } from './question.js';

/** What may be asked for: a permission, to act for the provider (staff, or a provider's key), or just a sign-in. */
export type Requirement = Permission | 'staff' | 'login';

export function decide(actor: Actor, requirement: Requirement): Decision {
  if (requirement === 'login') return { allowed: true, reasons: [{ key: 'permissions:because.signedIn' }] };
  if (requirement === 'staff') {
    return actsForProvider(actor)
      ? { allowed: true, reasons: [{ key: 'permissions:because.staff' }] }
      : { allowed: false, reasons: [{ key: 'permissions:because.notStaff' }] };
  }
  // A key that is none of ours grants nothing, to nobody: a slip in a menu or a route must not open a page.
  if (!isPermission(requirement))
    return { allowed: false, reasons: [{ key: 'permissions:because.notGranted' }] };
  return explainAccess(actor.subject, { permission: requirement }, actor.readAt);
}
