// The setup check in the browser (AD2), and the list of owners' addresses that look wrong.
import { z } from 'zod';
import { page, type Page } from '../http/page.js';
import { actorId } from '../permissions/actor.js';
import type { RateLimiter } from '../support/rate-limit.js';
import { wrongAddressLocals, type WrongAddressModel } from './pages/addresses.js';
import { setupLocals } from './pages/setup.js';
import type { Setup, SetupService } from './service.js';

const PATH = '/setup';
const nothing = z.strictObject({});
/** Of a client's number: 0 is before the first. */
const afterClient = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).catch(0);

export function setupPages(deps: {
  setup: SetupService;
  /** Of one member of staff. */
  limit: RateLimiter;
}): Page[] {
  const { setup, limit } = deps;

  return [
    page<Setup, Record<string, never>>({
      path: PATH,
      permission: 'staff',
      view: 'admin/setup/index',
      load: ({ actor }) => setup.read(actor),
      locals: setupLocals,
      form: {
        schema: () => nothing,
        async submit({ actor, words }, { mail }, _values, { requestKey }) {
          await limit.consume(String(actorId(actor)));
          const address = await setup.sendTest(actor, words.language, requestKey);
          const key = mail.isPractice ? 'setup:mail.kept' : 'setup:mail.sent';
          return { redirect: PATH, flash: { key, params: { address } } };
        },
      },
    }),

    page<WrongAddressModel>({
      path: `${PATH}/addresses`,
      permission: 'staff',
      view: 'admin/setup/addresses',
      async load({ actor, query }) {
        const after = afterClient.parse(query['after']);
        return { after, ...(await setup.wrongAddresses(actor, after)) };
      },
      locals: wrongAddressLocals,
    }),
  ];
}
