// The company in the Customer Account API (K1): what it is, and which of its fields are locked.
import { z } from 'zod';
import { endpoint, type ApiRequest, type Endpoint } from '../api/endpoint.js';
import { readBody } from '../api/input.js';
import { previewShape } from '../api/preview.js';
import { REST_PATH } from './company.js';
import { companyBody, companyForm } from './forms.js';
import type { CompanyRecord, CompanyService } from './service.js';

const companyShape = z
  .object({
    name: z.string(),
    vatNumber: z.string(),
    email: z.string(),
    address: z.object({
      street: z.string(),
      houseNumber: z.string(),
      postalCode: z.string(),
      city: z.string(),
      country: z.string().meta({ description: 'ISO 3166-1 alpha-2' }),
      stateCode: z.string().meta({ description: 'Exactly when the country is US' }),
    }),
    lockedFields: z.array(z.string()).meta({ description: 'Cannot be changed here: ask for the change' }),
    version: z.string().meta({ description: 'The ETag without its quotes' }),
  })
  .meta({ id: 'Company' });

export function companyEndpoints({ company }: { company: CompanyService }): Endpoint[] {
  const common = {
    about: 'client',
    path: '/account',
    permission: 'profile.edit',
    tag: 'Company',
    versioned: true,
  } as const;

  return [
    endpoint({
      ...common,
      method: 'GET',
      scope: 'company:read',
      summary: 'Read the company',
      answers: companyShape,
      handle: async ({ actor, clientId }) => show(await company.get(actor, clientId)),
    }),

    endpoint({
      ...common,
      method: 'PATCH',
      scope: 'company:write',
      summary: 'Change the company: what is left out stays as it is',
      body: companyBody,
      example: { address: { street: 'Keizersgracht', houseNumber: '123' } },
      answers: companyShape.or(previewShape),
      async handle(request: ApiRequest) {
        const { actor, origin, clientId, dryRun } = request;
        const { form, version: current } = await company.get(actor, clientId);
        const target = { clientId, version: request.version(current) };
        const edit = readBody(companyForm(form), request.body);
        if (dryRun) return { body: { changes: await company.previewEdit(actor, target, edit) } };
        await company.edit(actor, origin, target, edit);
        return show(await company.get(actor, clientId));
      },
    }),
  ];
}

const show = ({ company, locked, version }: CompanyRecord) => ({
  body: { ...company, lockedFields: locked.map((field) => REST_PATH[field]), version },
  version,
});
