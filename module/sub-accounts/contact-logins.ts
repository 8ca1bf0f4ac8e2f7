// The logins of contacts, for the feature of contacts: who of a client can sign in, and what a deleted contact takes
// with it (C7).
import { displayName } from '../contacts/contact.js';
import type { ContactLogins } from '../contacts/logins.js';
import type { Actor } from '../permissions/actor.js';
import { ConflictError, type Message } from '../support/errors.js';
import type { KnexInvitationStore } from './invitation-store.js';
import { createLoginChange, refOf, type LoginChangeDeps, type Opened } from './login-change.js';
import { contactsBehind } from './people.js';

export function createContactLogins(
  deps: LoginChangeDeps & { invitations: KnexInvitationStore },
): ContactLogins {
  const { logins, accounts, invitations } = deps;
  const { open, touchRefusal, lockOutRefusal } = createLoginChange(deps);

  // Whoever may not end a login may not end it by deleting its contact either (P4, P8).
  function blockers(actor: Actor, opened: Opened): Message[] {
    const { login } = opened.person.subject;
    if (opened.contact.kind === 'owner' || login === 'none' || login === 'ended') return [];
    const refusals = [touchRefusal(actor, opened), lockOutRefusal(opened, 'ended')];
    const params = { name: displayName(opened.contact) };
    return refusals.flatMap((refusal) =>
      refusal?.reasons[0] ? [{ key: BLOCKED[refusal.reasons[0].key] as string, params }] : [],
    );
  }

  return {
    async signIns(clientId, on) {
      const all = await logins.list(clientId, on);
      const behind = await contactsBehind(deps, clientId, all, await accounts.linked(clientId, on), on);
      return {
        contactIds: [...new Set(behind.values())],
        withoutContact: all.filter((login) => !behind.has(login)),
      };
    },

    deleteBlockers: async (actor, clientId, contactId, on) =>
      blockers(actor, await open(clientId, contactId, on)),

    async endWithContact(actor, clientId, contactId, tx) {
      const opened = await open(clientId, contactId, tx);
      const [first, ...more] = blockers(actor, opened);
      if (first) throw new ConflictError(first, { reasons: [first, ...more] });
      const { account, login } = opened.person;
      if (!account && !login) return;
      await invitations.closeAll(clientId, contactId, 'cancelled', tx);
      await logins.end(clientId, refOf(opened), tx);
    },
  };
}

// What stands in the way of ending the login, as what stands in the way of a delete.
const BLOCKED: Record<string, string> = {
  'sub-accounts:self': 'contacts:blocked.ownLogin',
  'sub-accounts:holdsMore': 'contacts:blocked.holdsMore',
  'sub-accounts:lastManager': 'contacts:blocked.lastManager',
};
