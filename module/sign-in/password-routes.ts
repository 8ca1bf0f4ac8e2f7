// Signing in here with a password, and choosing which account to open where there are several (OP1, check 26).
import { publicPage, type PublicPage, type PublicRequest } from '../http/public-page.js';
import type { Opening } from '../http/session.js';
import type { KnexAuditStore, Origin } from '../audit/store.js';
import { manifest } from '../manifest.js';
import type { Actor } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { Executor } from '../support/database.js';
import { InputError } from '../support/errors.js';
import { choiceForm, signInForm } from './forms.js';
import { toOpenings } from './openings.js';
import { chooseLocals } from './pages/choose.js';
import { signInLocals } from './pages/sign-in.js';
import type { Passwords } from './password.js';

export const SIGN_IN = '/sign-in';
const CHOOSE = `${SIGN_IN}/client`;

export interface PasswordPagesDeps {
  passwords: Passwords;
  readActor: ReadActor;
  audit: KnexAuditStore;
  on: Executor;
  /** Whether passwords can be checked on this panel at all, and whether they can be set. */
  available: boolean;
  hasReset: boolean;
}

const home = ({ to, actor }: PublicRequest): string =>
  to(actor?.kind === 'staff' ? manifest.mounts.admin : manifest.mounts.client);

/** Where somebody wanted to go when we asked who they are. */
const wanted = (request: PublicRequest): string | undefined => request.local(request.query['returnTo']);

/** `path` with the way on behind it. */
const via = (path: string, request: PublicRequest): string => {
  const back = wanted(request);
  return request.to(back === undefined ? path : `${path}?returnTo=${encodeURIComponent(back)}`);
};

export function passwordPages({
  passwords,
  readActor,
  audit,
  on,
  available,
  hasReset,
}: PasswordPagesDeps): PublicPage[] {
  const tellOpened = (actor: Actor, origin: Origin, { clientId }: Opening['identity']): Promise<void> =>
    audit.record(
      actor,
      origin,
      { clientId, action: 'signIn.opened', contactId: undefined, name: '', changes: {}, reason: '' },
      on,
    );

  return [
    publicPage<undefined, { email: string; password: string }>({
      path: SIGN_IN,
      reason: 'address and password are the proof',
      needs: 'logins',
      view: 'sign-in/form',
      // Without passwords here the area itself says how to come in.
      elsewhere: (request) =>
        request.actor ? (wanted(request) ?? home(request)) : available ? undefined : home(request),
      load: async () => undefined,
      locals: (_model, request, typed) => signInLocals(request, typed, hasReset),
      form: {
        schema: () => signInForm,
        async submit(request, _model, { email, password }) {
          const opened = await passwords.open(request.origin, email, password);
          const [first] = opened ?? [];
          if (!opened || !first) throw new InputError({ '': { key: 'sign-in:errors.noMatch' } });
          await tellOpened(first.actor, request.origin, first.identity);
          const entering = { actor: first.actor, openings: toOpenings(opened), proof: 'password' } as const;
          const next = opened.length > 1 ? via(CHOOSE, request) : (wanted(request) ?? home(request));
          return { redirect: next, entering };
        },
      },
    }),

    publicPage<undefined, { client: number }>({
      path: CHOOSE,
      reason: 'it only offers what this sign-in opens',
      view: 'sign-in/form',
      elsewhere: (request) =>
        !request.actor
          ? via(SIGN_IN, request)
          : request.openings.length > 1
            ? undefined
            : (wanted(request) ?? home(request)),
      load: async () => undefined,
      locals: (_model, request, typed) => chooseLocals(request, typed),
      form: {
        schema: (_model, { openings }) => choiceForm(openings.length),
        async submit(request, _model, { client }) {
          const { openings, origin } = request;
          const { identity } = openings[client] as Opening;
          const actor = await readActor(identity, on);
          if (!actor) throw new InputError({ client: { key: 'sign-in:errors.clientGone' } });
          await tellOpened(actor, origin, identity);
          return {
            redirect: wanted(request) ?? home(request),
            entering: { actor, openings, proof: 'signedIn' },
          };
        },
      },
    }),
  ];
}
