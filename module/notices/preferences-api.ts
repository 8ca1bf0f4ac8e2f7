// Email preferences of one contact in the Customer Account API (N2).
import { z } from 'zod';
import { endpoint, type ApiRequest, type Endpoint } from '../api/endpoint.js';
import { readBody } from '../api/input.js';
import { previewShape } from '../api/preview.js';
import { contactIdOf } from '../contacts/contact-id.js';
import { InputError, NotFoundError, staleError } from '../support/errors.js';
import { recipientChangeShape, recipientChangesResource } from './pages/changes.js';
import type { Preference } from './preference.js';
import { switchesByContact } from './preference-plan.js';
import {
  preferencesResource,
  preferencesShape,
  preferencesVersion,
  wantedShape,
} from './preference-resource.js';
import type { PreferencesService } from './preferences-service.js';

const effectShape = previewShape
  .extend({ notices: z.array(recipientChangeShape) })
  .meta({ id: 'EmailCategoriesPreview' });

const PATH = '/contacts/{contactId}/email-categories';

export function preferenceEndpoints({ preferences }: { preferences: PreferencesService }): Endpoint[] {
  const common = {
    path: PATH,
    about: 'client',
    permission: 'contacts.manage',
    needs: 'contacts',
    tag: 'Who gets what',
    versioned: true,
  } as const;

  async function load({ actor, clientId }: ApiRequest, contactId: number): Promise<Preference[]> {
    const found = (await preferences.of(actor, clientId, [contactId])).get(contactId);
    if (!found) throw new NotFoundError('contact');
    return found;
  }

  const show = (found: readonly Preference[]) => ({
    body: preferencesResource(found),
    version: preferencesVersion(found),
  });

  return [
    endpoint({
      ...common,
      method: 'GET',
      scope: 'notices:read',
      summary: 'Which categories of mail one contact gets, and by what',
      answers: preferencesShape,
      handle: async (request) => show(await load(request, contactIdOf(request.params))),
    }),

    endpoint({
      ...common,
      method: 'PUT',
      scope: 'notices:write',
      summary: 'Turn categories of mail on or off by hand, or let them follow the types again',
      body: wantedShape,
      example: { invoice: true, product: 'types' },
      answers: preferencesShape.or(effectShape),
      async handle(request) {
        const { actor, origin, clientId, dryRun } = request;
        const contactId = contactIdOf(request.params);
        const now = preferencesVersion(await load(request, contactId));
        if (request.version(now) !== now) throw staleError('notices:conflict.preferences');
        const wanted = new Map([[contactId, readBody(wantedShape, request.body)]]);
        return atCategories(async () => {
          const preview = await preferences.preview(actor, clientId, wanted);
          if (dryRun) {
            const changes = switchesByContact(preview.switches).get(contactId) ?? {};
            return { body: { changes, notices: recipientChangesResource(preview.changes) } };
          }
          await preferences.save(actor, origin, clientId, wanted, { seen: preview.seen, reason: '' });
          return show(await load(request, contactId));
        });
      },
    }),
  ];
}

// "12.invoice", of a page of contacts, is "invoice" here.
async function atCategories<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const fields = Object.entries(error.fields).map(([path, message]) => [
      path.split('.')[1] ?? path,
      message,
    ]);
    throw new InputError(Object.fromEntries(fields) as InputError['fields']);
  }
}
