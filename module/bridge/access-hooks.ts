// Hooks about what a login may do on the panel's own pages: opening a ticket (P2), and the pages themselves (P1, P7).
import { z } from 'zod';
import type { ReadActor } from '../permissions/authorise.js';
import type { Actor } from '../permissions/actor.js';
import type { Permission } from '../permissions/catalogue.js';
import { explainAccess } from '../permissions/explain-access.js';
import type { WhoCanGive } from '../sub-accounts/who-can-give.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { clientIdShape, hook, loginShape, type BridgeLogin, type Hook, type HookContext } from './hook.js';
import { judgePage, PANEL_PAGE_NAMES } from './page-rules.js';

const ticketOpen = z.strictObject({
  clientId: clientIdShape,
  login: loginShape,
  departmentId: z.int().positive().nullable(),
});

const page = z.strictObject({
  clientId: clientIdShape,
  login: loginShape,
  page: z.enum(PANEL_PAGE_NAMES),
  ids: z
    .strictObject({
      service: z.int().positive().optional(),
      domain: z.int().positive().optional(),
      department: z.int().positive().optional(),
    })
    .default({}),
});

export interface AccessHooksDeps {
  readActor: ReadActor;
  whoCanGive: WhoCanGive;
  clock: Clock;
  on: Executor;
}

export function accessHooks({ readActor, whoCanGive, clock, on }: AccessHooksDeps): Hook[] {
  // The panel's word that somebody is the owner is not taken: who they are is read here, and rights with it.
  const actorOf = (clientId: number, { userId, contactId }: BridgeLogin): Promise<Actor | undefined> =>
    readActor({ kind: 'login', clientId, userId, contactId }, on);

  async function refusal(
    clientId: number,
    permission: Permission,
    { words, settings }: HookContext,
  ): Promise<string> {
    const label = words.t(`permissions:labels.${permission}`);
    const names = await whoCanGive(clientId, permission, on);
    const params = { permission: label, provider: settings.providerName };
    if (names.length === 0) return words.t('bridge:refused.byProvider', params);
    const who = new Intl.ListFormat(words.language, { type: 'disjunction' }).format(names);
    return words.t('bridge:refused.ask', { ...params, who });
  }

  return [
    hook<z.infer<typeof ticketOpen>>({
      name: 'ticket-open',
      body: ticketOpen,
      async answer({ clientId, login, departmentId }, context) {
        const actor = await actorOf(clientId, login);
        if (!actor) return { errors: [context.words.t('bridge:refused.ended')] };
        const department = departmentId === null ? {} : { department: departmentId };
        const { subject } = actor;
        if (explainAccess(subject, { permission: 'support.open', ...department }, clock.now()).allowed)
          return { errors: [] };
        // With the permission it is the department that stands in the way.
        if (explainAccess(subject, { permission: 'support.open' }, clock.now()).allowed)
          return { errors: [context.words.t('bridge:refused.department')] };
        return { errors: [await refusal(clientId, 'support.open', context)] };
      },
    }),

    hook<z.infer<typeof page>>({
      name: 'page',
      body: page,
      async answer({ clientId, login, page: name, ids }, context) {
        const actor = await actorOf(clientId, login);
        if (!actor) return { ...NOTHING, reason: context.words.t('bridge:refused.ended') };
        const { missing, services, domains, ...answer } = judgePage(actor.subject, name, ids, clock.now());
        const reason = missing ? await refusal(clientId, missing, context) : '';
        return { ...answer, reason, services: services ?? null, domains: domains ?? null };
      },
    }),
  ];
}

const NOTHING = { allowed: false, closedDepartments: [], services: [], domains: [] };
