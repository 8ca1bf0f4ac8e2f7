// What software needs to know before it writes: countries with their dial codes, US states, permissions.
import { z } from 'zod';
import { PERMISSIONS } from '../permissions/catalogue.js';
import { ADDRESS_COUNTRIES } from '../reference/address-countries.js';
import { COUNTRY_CODES, DIAL_CODES, RETIRED_COUNTRIES } from '../reference/countries.js';
import { US_STATES, US_TERRITORIES } from '../reference/us-states.js';
import type { PanelClients } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import { endpoint, type Endpoint } from './endpoint.js';
import { listBody, listShape, pageQuery } from './lists.js';

const countryShape = z
  .object({
    code: z.string(),
    name: z.string(),
    dialCode: z.string().nullable().meta({ description: 'Null where no phone number can have it' }),
    forAddresses: z.boolean(),
    forNewNumbers: z.boolean(),
    states: z.array(z.object({ code: z.string(), name: z.string() })),
  })
  .meta({ id: 'Country' });

const permissionShape = z.object({ key: z.string(), label: z.string() }).meta({ id: 'Permission' });

const clientShape = z
  .object({
    id: z.int(),
    companyName: z.string(),
    ownerName: z.string(),
    email: z.string(),
    status: z.string().meta({ description: 'The panel’s own word' }),
  })
  .meta({ id: 'Client' });

const clientQuery = z.strictObject({ ...pageQuery, q: z.string().trim().max(200).default('') });

const everybody = { about: 'everybody', scope: undefined, permission: undefined } as const;

export function referenceEndpoints({ clients, on }: { clients: PanelClients; on: Executor }): Endpoint[] {
  return [
    endpoint({
      ...everybody,
      method: 'GET',
      path: '/countries',
      tag: 'Reference',
      summary: 'Countries with their dial codes, and the states of the United States',
      answers: listShape('countries', countryShape),
      handle({ words }) {
        const codes = [...new Set([...COUNTRY_CODES, ...ADDRESS_COUNTRIES])].toSorted();
        const countries = codes.map((code) => countryOf(code, words.countryName(code)));
        return Promise.resolve({ body: whole('countries', countries) });
      },
    }),
    endpoint({
      ...everybody,
      method: 'GET',
      path: '/permissions',
      tag: 'Reference',
      summary: 'What a sub-account may be given',
      answers: listShape('permissions', permissionShape),
      handle({ words }) {
        const permissions = PERMISSIONS.map((key) => ({ key, label: words.t(`permissions:labels.${key}`) }));
        return Promise.resolve({ body: whole('permissions', permissions) });
      },
    }),
    endpoint<z.infer<typeof clientQuery>>({
      method: 'GET',
      path: '/clients',
      about: 'provider',
      scope: undefined,
      permission: 'staff',
      tag: 'Clients (provider keys)',
      summary: 'Find clients by name, company, address or id',
      query: clientQuery,
      answers: listShape('clients', clientShape),
      async handle({ query }) {
        const found = await clients.search(query, on);
        const items = found.clients.map(({ clientId, companyName, ownerName, email, status }) => ({
          id: clientId,
          companyName,
          ownerName,
          email,
          status,
        }));
        return { body: listBody('clients', items, query, found.total) };
      },
    }),
  ];
}

// Short lists come whole.
const whole = (name: string, items: readonly object[]) =>
  listBody(name, items, { limit: items.length, offset: 0 }, items.length);

function countryOf(code: string, name: string): z.infer<typeof countryShape> {
  const dial = (DIAL_CODES as Record<string, string>)[code];
  const states = code === 'US' ? Object.entries({ ...US_STATES, ...US_TERRITORIES }) : [];
  return {
    code,
    name,
    dialCode: dial === undefined ? null : `+${dial}`,
    forAddresses: ADDRESS_COUNTRIES.includes(code),
    forNewNumbers: dial !== undefined && !(RETIRED_COUNTRIES as readonly string[]).includes(code),
    states: states.map(([state, stateName]) => ({ code: state, name: stateName })),
  };
}
