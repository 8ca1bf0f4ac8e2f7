// Sub-accounts in the Customer Account API: what a contact's login may do, its states, and why something is allowed.
import { z } from 'zod';
import { endpoint, MalformedError, type ApiRequest, type Endpoint } from '../api/endpoint.js';
import { readBody } from '../api/input.js';
import { contactIdOf } from '../contacts/contact-id.js';
import { sayReason } from '../http/reasons.js';
import type { PanelHosting } from '../panels/panel.js';
import { actsForProvider } from '../permissions/actor.js';
import {
  DOMAIN_FUNCTIONS,
  isPermission,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type ServiceFunction,
} from '../permissions/catalogue.js';
import type { Question } from '../permissions/question.js';
import { LOGIN_STATES } from '../permissions/subject.js';
import type { Executor } from '../support/database.js';
import { digest } from '../support/digest.js';
import { NotFoundError, staleError } from '../support/errors.js';
import { accessBody, accessResource, withStored } from './access-body.js';
import type { CheckIds } from './known-ids.js';
import { refuseUnlessAllowed, type AccessPreview } from './plan.js';
import type { SubAccountsService, SubAccountView } from './service.js';
import type { Act, Step } from './steps.js';

const stateShape = z.object({ state: z.enum(LOGIN_STATES) }).meta({ id: 'SubAccount' });
const inviteBody = z
  .strictObject({
    access: accessBody.optional(),
    preset: z.string().max(40).default('').meta({ description: 'Where the access came from' }),
  })
  .meta({ id: 'Invite' });
const reasonBody = z.strictObject({ reason: z.string().trim().max(500).default('') }).meta({ id: 'Reason' });

const changeShape = z.object({
  added: z.array(z.record(z.string(), z.unknown())),
  removed: z.array(z.record(z.string(), z.unknown())),
});

const canQuery = z.strictObject({
  permission: z.string().max(40).default(''),
  service: z
    .string()
    .regex(/^\d{0,15}$/, { error: 'api:query.number' })
    .default(''),
  domain: z
    .string()
    .regex(/^\d{0,15}$/, { error: 'api:query.number' })
    .default(''),
  department: z
    .string()
    .regex(/^\d{0,15}$/, { error: 'api:query.number' })
    .default(''),
  function: z.string().max(20).default(''),
});

const decisionShape = z
  .object({ allowed: z.boolean(), reasons: z.array(z.object({ code: z.string(), text: z.string() })) })
  .meta({ id: 'Decision' });

export function subAccountEndpoints(deps: {
  subAccounts: SubAccountsService;
  hosting: PanelHosting;
  checkIds: CheckIds;
  on: Executor;
}): Endpoint[] {
  const { subAccounts, hosting, checkIds, on } = deps;
  const common = {
    about: 'client',
    permission: 'contacts.manage',
    needs: 'logins',
    tag: 'Sub-accounts',
  } as const;

  const view = ({ actor, clientId, params }: ApiRequest): Promise<SubAccountView> =>
    subAccounts.view(actor, clientId, contactIdOf(params));

  const doing = ({ actor, origin, clientId, params }: ApiRequest) => ({
    actor,
    origin,
    clientId,
    contactId: contactIdOf(params),
  });

  const show = (seen: SubAccountView) => ({
    body: accessResource(seen.person.subject.access),
    version: versionOf(seen),
  });

  async function stateAfter(request: ApiRequest) {
    return { body: { state: (await view(request)).person.subject.login } };
  }

  const check = ({ actor, clientId, params }: ApiRequest, act: Act): Promise<void> =>
    subAccounts.checkStep(actor, clientId, contactIdOf(params), act);

  /** What the save checks under its lock: a dry run is refused with the same words. */
  async function checkGiving(request: ApiRequest, act: Act, preview: AccessPreview): Promise<void> {
    await check(request, act);
    refuseUnlessAllowed(preview, { seen: preview.seen, fresh: actsForProvider(request.actor) });
  }

  /** One act of the login's life: POST, nothing to read back but the state. */
  const act = (name: Step, summary: string, run: (request: ApiRequest, reason: string) => Promise<void>) =>
    endpoint({
      ...common,
      method: 'POST',
      path: `/contacts/{contactId}/sub-account/${name}`,
      scope: 'access:write',
      summary,
      body: reasonBody,
      answers: stateShape,
      async handle(request) {
        const { reason } = readBody(reasonBody, request.body ?? {});
        await (request.dryRun ? check(request, name) : run(request, reason));
        return stateAfter(request);
      },
    });

  return [
    endpoint({
      ...common,
      method: 'GET',
      path: '/contacts/{contactId}/access',
      scope: 'access:read',
      summary: 'What the contact’s login may do',
      answers: accessBody.required(),
      versioned: true,
      handle: async (request) => show(await view(request)),
    }),

    endpoint({
      ...common,
      method: 'PUT',
      path: '/contacts/{contactId}/access',
      scope: 'access:write',
      summary: 'Change what it may do; what is left out stays as it is',
      body: accessBody,
      example: { permissions: ['billing.invoices', 'billing.balance'], services: { mode: 'none' } },
      answers: accessBody.required().or(changeShape),
      versioned: true,
      async handle(request) {
        const { actor, clientId, dryRun, requestKey } = request;
        const seen = await view(request);
        const now = versionOf(seen);
        if (request.version(now) !== now) throw staleError('sub-accounts:stale');
        const before = seen.person.subject.access;
        const access = withStored(readBody(accessBody, request.body), before);
        await checkIds(clientId, access, before);
        const preview = await subAccounts.preview(actor, clientId, seen.contact.contactId, access);
        const lines = (kind: 'added' | 'removed') => preview.changes.filter((change) => change.kind === kind);
        if (dryRun) {
          await checkGiving(request, 'change', preview);
          return { body: { added: lines('added'), removed: lines('removed') } };
        }
        const given = { access, preset: '', seen: preview.seen, fresh: false, reason: '', requestKey };
        await subAccounts.change(doing(request), given);
        return show(await view(request));
      },
    }),

    endpoint({
      ...common,
      method: 'POST',
      path: '/contacts/{contactId}/sub-account/invite',
      scope: 'access:write',
      summary: 'Invite the contact by mail; without an access, with the one chosen before',
      body: inviteBody,
      example: { access: { permissions: ['billing.invoices'] } },
      answers: stateShape,
      async handle(request) {
        const { actor, clientId, dryRun, requestKey } = request;
        const seen = await view(request);
        const { access: sent = {}, preset } = readBody(inviteBody, request.body ?? {});
        const before = seen.person.subject.access;
        const access = withStored(sent, before);
        await checkIds(clientId, access, before);
        const preview = await subAccounts.preview(actor, clientId, seen.contact.contactId, access);
        const given = { access, preset, seen: preview.seen, fresh: false, reason: '', requestKey };
        await (dryRun ? checkGiving(request, 'invite', preview) : subAccounts.invite(doing(request), given));
        return stateAfter(request);
      },
    }),

    act('suspend', 'Stop the login; it works on the very next request', (request, reason) =>
      subAccounts.suspend(doing(request), reason),
    ),
    act('resume', 'Let a suspended login go on', (request) => subAccounts.resume(doing(request))),
    act('end', 'End the login; the contact keeps its mail', (request, reason) =>
      subAccounts.end(doing(request), reason),
    ),

    endpoint<z.infer<typeof canQuery>>({
      ...common,
      method: 'GET',
      path: '/contacts/{contactId}/can',
      scope: 'access:read',
      summary: 'May this login do that, and why: a permission, or a function of a service or domain',
      query: canQuery,
      answers: decisionShape,
      async handle(request) {
        const { actor, clientId, params, words, settings } = request;
        const question = await questionOf(request, hosting, on);
        const { allowed, reasons } = await subAccounts.can(actor, clientId, contactIdOf(params), question);
        const said = reasons.map((reason) => ({
          code: reason.key.replace('permissions:because.', ''),
          text: sayReason(reason, words, settings),
        }));
        return { body: { allowed, reasons: said } };
      },
    }),
  ];
}

async function questionOf(
  { query, clientId }: ApiRequest<z.infer<typeof canQuery>>,
  hosting: PanelHosting,
  on: Executor,
): Promise<Question> {
  const { permission, service, domain, department, function: wanted } = query;
  if (service !== '') {
    const found = await hosting.service(clientId, Number(service), on);
    if (!found) throw new NotFoundError('service');
    if (!includes(SERVICE_FUNCTIONS, wanted)) throw unknown('function', SERVICE_FUNCTIONS);
    return {
      service: { id: found.id, functions: found.functions },
      serviceFunction: wanted as ServiceFunction,
    };
  }
  if (domain !== '') {
    const found = await hosting.domain(clientId, Number(domain), on);
    if (!found) throw new NotFoundError('domain');
    if (!includes(DOMAIN_FUNCTIONS, wanted)) throw unknown('function', DOMAIN_FUNCTIONS);
    return { domain: found.id, domainFunction: wanted as DomainFunction };
  }
  if (!isPermission(permission)) throw unknown('permission', PERMISSIONS);
  return { permission, ...(department === '' ? {} : { department: Number(department) }) };
}

const includes = (known: readonly string[], text: string): boolean => known.includes(text);

const unknown = (field: string, known: readonly string[]): MalformedError =>
  new MalformedError('query', { [field]: [known.join(', ')] });

function versionOf({ person: { subject, account } }: SubAccountView): string {
  const state = [subject.login, subject.access, account?.version ?? 0];
  return digest(state);
}
