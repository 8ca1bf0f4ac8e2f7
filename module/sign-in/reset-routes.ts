// The pages of a forgotten password: asking for a link, and setting a new one behind it.
import { setTimeout as pause } from 'node:timers/promises';
import { publicPage, type PublicPage, type PublicRequest } from '../http/public-page.js';
import { manifest } from '../manifest.js';
import type { Login, PanelLogins } from '../panels/panel.js';
import type { Message } from '../support/errors.js';
import type { RateLimiter, RateLimits } from '../support/rate-limit.js';
import { addressForm, newPasswordForm } from './forms.js';
import { askLocals, askedView, newPasswordLocals, overView } from './pages/reset.js';
import { SIGN_IN } from './password-routes.js';
import type { Resets } from './resets.js';
import { addressKey } from './sign-in-limits.js';

/** Why a password will not do, `context` being what everybody knows about the person. */
export type PasswordRule = (password: string, context: readonly string[]) => Message | undefined;

// Longer than looking and writing takes: nobody can tell by the clock whether there was somebody (check 26).
const ANSWER_AFTER_MS = 300;
const HOUR = 3600;

export function resetPages(deps: {
  resets: Resets;
  logins: Pick<PanelLogins, 'hashPassword'>;
  passwordRule: PasswordRule;
  limits: RateLimits;
  tokenPages: RateLimiter;
  /** Logins that can be read, and whose passwords can be set from here: the first of the two that is off says so. */
  needs: 'logins' | 'passwords';
}): PublicPage[] {
  const { resets, logins, passwordRule, limits, tokenPages, needs } = deps;
  const perIp = limits('reset-ip', { points: 10, seconds: HOUR });
  const perAddress = limits('reset-address', { points: 3, seconds: HOUR });

  return [
    publicPage<undefined, { email: string }>({
      path: manifest.mounts.reset,
      reason: 'whoever forgot their password cannot sign in',
      needs,
      view: 'sign-in/form',
      load: async () => undefined,
      locals: (_model, request, typed) => askLocals(request, typed),
      form: {
        schema: () => addressForm,
        async submit(request, _model, { email }) {
          await perIp.consume(request.origin.ip);
          await perAddress.consume(addressKey(email));
          await Promise.all([resets.request(email), pause(ANSWER_AFTER_MS)]);
          return askedView(request);
        },
      },
    }),

    publicPage<Login | undefined, { password: string }>({
      path: `${manifest.mounts.reset}/:token`,
      reason: 'the token is the proof',
      needs,
      limit: tokenPages,
      view: 'sign-in/form',
      load: ({ params }) => resets.find(String(params['token'])),
      over: (login, request) => (login ? undefined : overView(request)),
      locals: (login, request, typed) => newPasswordLocals(login as Login, request, typed),
      form: {
        schema: (login, { settings }) =>
          newPasswordForm((password) =>
            passwordRule(password, [login?.name ?? '', login?.email ?? '', settings.providerName]),
          ),
        async submit(request: PublicRequest, _login, { password }) {
          const { params, origin, to } = request;
          // Slow by intent: before the client is locked.
          const hash = await logins.hashPassword(password);
          await resets.use(origin, String(params['token']), hash);
          return { redirect: to(SIGN_IN), flash: { key: 'sign-in:reset.done' } };
        },
      },
    }),
  ];
}
