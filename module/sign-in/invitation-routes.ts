// The pages of an invitation (OP1, A2, A5, I14): seen, accepted once, or declined, by whoever got the mail.
import type { Opening } from '../http/session.js';
import { publicPage, type PublicPage, type PublicRequest } from '../http/public-page.js';
import { manifest } from '../manifest.js';
import type { LoginCredential, PanelLogins } from '../panels/panel.js';
import type { Identity } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { Accepting } from '../sub-accounts/accepting.js';
import type { Executor } from '../support/database.js';
import { ConflictError, InputError } from '../support/errors.js';
import type { RateLimiter } from '../support/rate-limit.js';
import { emptyForm, newPasswordForm, ownPasswordForm } from './forms.js';
import type { InvitationModel, ReadInvitation } from './invitations.js';
import { declineLocals, declinedView, invitationLocals, overView } from './pages/invitation.js';
import type { Passwords } from './password.js';
import type { PasswordRule } from './reset-routes.js';

export interface InvitationPagesDeps {
  readInvitation: ReadInvitation;
  accepting: Accepting;
  passwords: Passwords;
  passwordRule: PasswordRule;
  logins: Pick<PanelLogins, 'hashPassword'>;
  openingsBeside: (identity: Identity) => Promise<Opening[]>;
  readActor: ReadActor;
  tokenPages: RateLimiter;
  on: Executor;
}

const PATH = `${manifest.mounts.invite}/:token`;

interface Accepted {
  password?: string;
}

export function invitationPages(deps: InvitationPagesDeps): PublicPage[] {
  const { readInvitation, accepting, passwordRule, openingsBeside, readActor, tokenPages, on } = deps;
  const load = ({ params, actor }: PublicRequest): Promise<InvitationModel> =>
    readInvitation(String(params['token']), actor);
  const common = { needs: 'logins', limit: tokenPages, load, over: overView } as const;

  return [
    publicPage<InvitationModel, Accepted>({
      ...common,
      path: PATH,
      reason: 'the token is the proof',
      view: 'invite/show',
      locals: invitationLocals,
      form: {
        schema: ({ way, contact, company }, { settings }) => {
          const { firstName, lastName, email } = contact;
          const context = [firstName, lastName, email, company, settings.providerName];
          if (way === 'new') return newPasswordForm((password) => passwordRule(password, context));
          return way === 'password' ? ownPasswordForm : emptyForm;
        },
        async submit({ origin, to }, model, { password = '' }) {
          const credential = await credentialOf(model, password, origin, deps);
          const identity = await accepting.accept(origin, model.token, credential);
          const actor = await readActor(identity, on);
          if (!actor) throw new ConflictError({ key: 'sub-accounts:gone' });
          const openings = await openingsBeside(identity);
          const proof = model.way === 'signedIn' ? 'signedIn' : 'password';
          return {
            redirect: to(manifest.mounts.client),
            flash: { key: 'invite:welcome', params: { company: model.company } },
            entering: { actor, openings, proof },
          };
        },
      },
    }),

    publicPage<InvitationModel, Accepted>({
      ...common,
      path: `${PATH}/decline`,
      reason: 'the token is the proof',
      view: 'invite/decline',
      locals: declineLocals,
      form: {
        schema: () => emptyForm,
        async submit(request, model) {
          await accepting.decline(request.origin, model.token);
          return declinedView(model, request);
        },
      },
    }),
  ];
}

// What the person signs in with from now on. Throws InputError for a wrong password, ConflictError where there is no way.
async function credentialOf(
  { way, existing, invitation }: InvitationModel,
  password: string,
  origin: PublicRequest['origin'],
  { passwords, logins }: InvitationPagesDeps,
): Promise<LoginCredential> {
  // Slow by intent: before the client is locked.
  if (way === 'new') return { passwordHash: await logins.hashPassword(password) };
  if (!existing || (way !== 'password' && way !== 'signedIn'))
    throw new ConflictError({ key: `invite:ways.${way}` });
  const login = { clientId: invitation.clientId, ref: existing.ref, email: invitation.email };
  if (way === 'password' && !(await passwords.isOf(origin, login, password)))
    throw new InputError({ password: { key: 'sign-in:errors.ownPassword' } });
  return { existing: existing.ref };
}
