// The review of an access (CL9): what would happen, what stands in the way, and how a login is made on the way.
import type { PanelLogins } from '../panels/panel-logins.js';
import type { PageRequest } from '../http/page.js';
import { NO_ACCESS, type Access } from '../permissions/access.js';
import { accessChanges, type AccessChange } from '../permissions/access-changes.js';
import type { LoginState } from '../permissions/subject.js';
import type { Executor } from '../support/database.js';
import type { FieldErrors } from '../support/errors.js';
import type { AccessAnswers, How } from './access-form.js';
import type { AccessModel } from './access-model.js';
import type { FreshCheck } from './fresh-check.js';
import { passwordFault } from './password-rule.js';
import type { AccessPreview } from './plan.js';
import type { SubAccountsService } from './service.js';

export interface Review {
  preview: AccessPreview;
  /** Against nothing for somebody who has no login: what they had once is not there. */
  changes: AccessChange[];
  /** The ways to a login; [] when there is one. */
  ways: readonly How[];
  /** Their own password is asked for, here or at the panel. */
  asks: 'here' | 'panel' | undefined;
}

export interface ReviewDeps {
  subAccounts: Pick<SubAccountsService, 'preview'>;
  logins: Pick<PanelLogins, 'findByEmail' | 'passwordRefusal'>;
  freshCheck: FreshCheck;
  on: Executor;
}

const hasNoLogin = (state: LoginState): boolean => state === 'none' || state === 'ended';

export async function reviewOf(
  { subAccounts, logins, freshCheck, on }: ReviewDeps,
  { actor, clientId, settings, fresh }: PageRequest,
  { contact, state }: AccessModel,
  access: Access,
): Promise<Review> {
  const preview = await subAccounts.preview(actor, clientId, contact.contactId, access);
  const where = preview.needsPassword && !fresh.isFresh() ? await freshCheck.where(actor) : 'nowhere';
  const isFree = async (): Promise<boolean> => (await logins.findByEmail(contact.email, on)).length === 0;
  const isOff = hasNoLogin(state) || state === 'invited';
  const direct = isOff && settings.directPasswords === 'allowed' && (await isFree());
  const first: How[] = hasNoLogin(state) ? ['invite'] : [''];
  return {
    preview,
    changes: hasNoLogin(state) ? accessChanges(NO_ACCESS, preview.after) : preview.changes,
    ways: direct ? [...first, 'password'] : hasNoLogin(state) ? first : [],
    asks: where === 'nowhere' ? undefined : where,
  };
}

/** What is wrong with the way to a login, and with the password that was set for it. */
export function wayErrors(
  { logins }: Pick<ReviewDeps, 'logins'>,
  { settings, client }: PageRequest,
  { contact, state }: AccessModel,
  { ways }: Review,
  { how, password, passwordAgain }: AccessAnswers,
): FieldErrors {
  // Somebody who can sign in already: a second click, or refused by the service.
  if (!hasNoLogin(state) && state !== 'invited') return {};
  if (how === '' && hasNoLogin(state)) return { how: { key: 'access:errors.noWay' } };
  if (how !== 'password') return {};
  if (!ways.includes('password')) {
    const key = settings.directPasswords === 'allowed' ? 'sub-accounts:taken' : 'access:errors.noDirect';
    return { how: { key } };
  }
  const { firstName, lastName, companyName, email } = contact;
  const context = [firstName, lastName, companyName, email, client?.companyName ?? '', settings.providerName];
  const fault = passwordFault(password, context) ?? logins.passwordRefusal(password);
  if (fault) return { password: fault };
  return password === passwordAgain ? {} : { passwordAgain: { key: 'access:errors.different' } };
}
