// Billing accounts in the Customer Account API (N3): who hears about each, and choosing that. Provider keys also add,
// rename and remove them.
import { z } from 'zod';
import { endpoint, type ApiRequest, type Endpoint } from '../api/endpoint.js';
import { readBody } from '../api/input.js';
import { listBody, listShape, pageQuery } from '../api/lists.js';
import {
  recipientChangesResource,
  recipientChangeShape,
  recipientResource,
  recipientShape,
} from '../notices/pages/changes.js';
import type { RecipientPreview } from '../notices/preview.js';
import { staleError } from '../support/errors.js';
import { accountRefOf } from './account.js';
import { accountName, newName } from './forms.js';
import type { ManageAccountsService } from './manage-service.js';
import type { AccountView, BillingAccountsService } from './service.js';

const accountShape = z
  .object({
    id: z.int().meta({ description: 'Of the default one it may change with its first change: use default' }),
    name: z.string().meta({ description: 'Empty: the default one under its common name' }),
    isDefault: z.boolean(),
    contactId: z.int().nullable().meta({ description: '0 is the owner; null: nobody is chosen' }),
    billingContact: recipientShape.meta({ description: 'Who hears as its billing contact, chosen or not' }),
    copies: z.array(recipientShape).meta({ description: 'The others who get its mail' }),
    coverage: z.enum(['covered', 'thin', 'standIn', 'nobody']).nullable(),
    serviceIds: z.array(z.int()).meta({ description: 'Of the default one: none; all others are its own' }),
  })
  .meta({ id: 'BillingAccount' });

const recipientsShape = z
  .object({ recipients: z.array(recipientChangeShape).meta({ description: 'Whose mail changes' }) })
  .meta({ id: 'BillingAccountChange' });

const someone = z
  .int({ error: 'billing-accounts:errors.select' })
  .min(0, { error: 'billing-accounts:errors.select' });
const contactBody = z
  .strictObject({ contactId: someone.nullable().meta({ description: 'null: for the default one alone' }) })
  .meta({ id: 'BillingContactChoice' });
const addBody = z.strictObject({ name: newName, contactId: someone }).meta({ id: 'NewBillingAccount' });
const nameBody = z.strictObject({ name: accountName }).meta({ id: 'BillingAccountName' });

const LIST = '/billing-accounts';
const ONE = `${LIST}/{accountId}`;

export function billingAccountEndpoints(deps: {
  billingAccounts: BillingAccountsService;
  manageAccounts: ManageAccountsService;
}): Endpoint[] {
  const { billingAccounts, manageAccounts } = deps;
  const common = { about: 'client', needs: 'contacts', tag: 'Billing accounts' } as const;
  const read = { ...common, scope: 'billing:read', permission: 'contacts.manage' } as const;
  const write = { ...common, scope: 'billing:write', permission: 'contacts.manage' } as const;
  const manage = { ...common, scope: 'billing:write', permission: 'staff' } as const;

  const refOf = ({ params }: ApiRequest) => accountRefOf(params['accountId']);
  const get = (request: ApiRequest): Promise<AccountView> =>
    billingAccounts.get(request.actor, request.clientId, refOf(request));

  /** The account as it was seen. Throws ConflictError when it has changed since. */
  async function seenAccount(request: ApiRequest): Promise<AccountView> {
    const view = await get(request);
    if (request.version(view.version) !== view.version) throw staleError('billing-accounts:conflict.changed');
    return view;
  }

  const answerOf = async (request: ApiRequest, { changes }: Pick<RecipientPreview, 'changes'>) => ({
    body: { recipients: recipientChangesResource(changes) },
    version: (await get(request)).version,
  });

  return [
    endpoint({
      ...read,
      method: 'GET',
      path: LIST,
      summary: 'The billing accounts and who hears about each; the default one first',
      query: z.strictObject(pageQuery),
      answers: listShape('billingAccounts', accountShape),
      async handle({ actor, clientId, query }) {
        const views = await billingAccounts.list(actor, clientId);
        const items = views.slice(query.offset, query.offset + query.limit).map(accountResource);
        return { body: listBody('billingAccounts', items, query, views.length) };
      },
    }),

    endpoint({
      ...read,
      method: 'GET',
      path: ONE,
      summary: 'One billing account; default is the one that every client has',
      answers: accountShape,
      versioned: true,
      async handle(request) {
        const view = await get(request);
        return { body: accountResource(view), version: view.version };
      },
    }),

    endpoint({
      ...write,
      method: 'PUT',
      path: ONE,
      summary: 'Choose its billing contact',
      body: contactBody,
      example: { contactId: 12 },
      answers: recipientsShape,
      versioned: true,
      async handle(request) {
        const { actor, origin, clientId, dryRun, requestKey } = request;
        await seenAccount(request);
        const chosen = readBody(contactBody, request.body).contactId;
        const target = { clientId, ref: refOf(request), contactId: chosen ?? undefined };
        const preview = await billingAccounts.preview(actor, clientId, target.ref, target.contactId);
        const options = { seen: preview.seen, reason: '', requestKey };
        if (!dryRun) await billingAccounts.choose(actor, origin, target, options);
        return answerOf(request, preview);
      },
    }),

    endpoint({
      ...manage,
      method: 'POST',
      path: LIST,
      summary: 'Add a billing account, with a provider’s key',
      body: addBody,
      example: { name: 'EU-01', contactId: 12 },
      answers: accountShape.or(recipientsShape),
      created: true,
      versioned: true,
      async handle({ actor, origin, clientId, body, dryRun, requestKey }) {
        const { name, contactId } = readBody(addBody, body);
        if (dryRun) {
          const { changes } = await manageAccounts.previewAdd(actor, clientId, name, contactId);
          return { body: { recipients: recipientChangesResource(changes) } };
        }
        const doing = { actor, origin, clientId, reason: '' };
        const options = { seen: undefined, requestKey };
        const id = await manageAccounts.add(doing, { name, contactId }, options);
        const view = await billingAccounts.get(actor, clientId, id);
        const location = `${LIST}/${id}`;
        return { status: 201, body: accountResource(view), version: view.version, location };
      },
    }),

    endpoint({
      ...manage,
      method: 'PUT',
      path: `${ONE}/name`,
      summary: 'Rename a billing account, with a provider’s key',
      body: nameBody,
      example: { name: 'EU-02' },
      answers: accountShape,
      versioned: true,
      async handle(request) {
        const { actor, origin, clientId, dryRun } = request;
        const { version } = await seenAccount(request);
        const { name } = readBody(nameBody, request.body);
        const doing = { actor, origin, clientId, reason: '' };
        if (!dryRun) await manageAccounts.rename(doing, refOf(request), name, version);
        const view = await get(request);
        return { body: accountResource(view), version: view.version };
      },
    }),

    endpoint({
      ...manage,
      method: 'DELETE',
      path: ONE,
      summary: 'Remove a billing account, with a provider’s key; its services go to the default one',
      answers: recipientsShape,
      versioned: true,
      async handle(request) {
        const { actor, origin, clientId, dryRun } = request;
        await seenAccount(request);
        const preview = await manageAccounts.previewRemove(actor, clientId, refOf(request));
        const doing = { actor, origin, clientId, reason: '' };
        if (!dryRun) await manageAccounts.remove(doing, refOf(request), preview.seen);
        return { body: { recipients: recipientChangesResource(preview.changes) } };
      },
    }),
  ];
}

const accountResource = ({ account, reach, serviceIds }: AccountView): z.infer<typeof accountShape> => ({
  id: account.id,
  name: account.name,
  isDefault: account.isDefault,
  contactId: account.contactId ?? null,
  billingContact: {
    contactId: reach.contact.contactId,
    name: reach.contact.name,
    email: reach.contact.email,
  },
  copies: reach.copies.map(recipientResource),
  coverage: reach.status ?? null,
  serviceIds: [...serviceIds],
});
