// What happens when the access form or its review is sent: shown again, reviewed, or saved (CL9).
import type { PanelLogins } from '../panels/panel-logins.js';
import { NOTHING_TYPED, type Envelope, type Outcome, type PageRequest } from '../http/page.js';
import { displayName, pathId } from '../contacts/contact.js';
import { ConflictError, TooManyError, type FieldErrors, type Message } from '../support/errors.js';
import { askedFor, type Asked } from './access-asked.js';
import type { AccessDraft } from './access-draft.js';
import type { AccessAnswers } from './access-form.js';
import { afterButton, presetOf } from './access-buttons.js';
import { reviewOf, wayErrors, type Review, type ReviewDeps } from './access-review.js';
import type { AccessModel } from './access-model.js';
import { accessFormLocals } from './pages/access-form.js';
import { accessReviewLocals } from './pages/access-review.js';
import type { ClientPlaces } from './places.js';
import type { SubAccountsService } from './service.js';

export interface SubmitDeps extends ReviewDeps {
  subAccounts: Pick<SubAccountsService, 'preview' | 'change' | 'invite' | 'activate'>;
  logins: Pick<
    PanelLogins,
    'findByEmail' | 'passwordRefusal' | 'hashPassword' | 'nearest' | 'limitsHereOnly'
  >;
  places: ClientPlaces;
  /** Where the API is, for the request that does the same. */
  apiUrl: (site: string) => string;
}

const FORM = 'client/contacts/access/form';
const REVIEW = 'client/contacts/access/review';

export function createAccessSubmit(deps: SubmitDeps, load: (request: PageRequest) => Promise<AccessModel>) {
  const { subAccounts, logins, freshCheck, places } = deps;

  async function form(
    request: PageRequest,
    model: AccessModel,
    draft: AccessDraft,
    answers: Pick<AccessAnswers, 'start'>,
    errors: FieldErrors,
  ): Promise<Outcome> {
    const lists = {
      services: await places.services.list(request.clientId, draft.services),
      domains: await places.domains.list(request.clientId, draft.domains),
    };
    const shown = { ...model, draft, lists, start: answers.start };
    const locals = accessFormLocals(shown, request, { answers: undefined, errors, notice: undefined });
    return { view: FORM, locals, status: Object.keys(errors).length > 0 ? 422 : 200 };
  }

  function reviewPage(
    request: PageRequest,
    model: AccessModel,
    answers: AccessAnswers,
    asked: Asked,
    review: Review,
    { status = 200, errors = {}, notice }: { status?: number; errors?: FieldErrors; notice?: Message } = {},
  ): Outcome {
    const shown = { model, answers, asked, review, errors, notice, apiUrl: deps.apiUrl(request.site) };
    return { view: REVIEW, locals: accessReviewLocals(shown, request), status };
  }

  async function checkPassword(
    request: PageRequest,
    review: Review,
    { yourPassword }: AccessAnswers,
  ): Promise<{ errors: FieldErrors; status: number }> {
    if (review.asks !== 'here') return { errors: {}, status: 422 };
    try {
      const fault = await freshCheck.check(request.actor, yourPassword);
      if (!fault) request.fresh.mark();
      return { errors: fault ? { yourPassword: fault } : {}, status: 422 };
    } catch (error) {
      if (!(error instanceof TooManyError)) throw error;
      const params = { count: Math.ceil(error.retryAfterSeconds / 60) };
      return { errors: { yourPassword: { key: 'access:errors.tooMany', params } }, status: 429 };
    }
  }

  async function save(
    request: PageRequest,
    model: AccessModel,
    answers: AccessAnswers,
    asked: Asked,
    { requestKey }: Envelope,
  ): Promise<Outcome> {
    const review = await reviewOf(deps, request, model, asked.access);
    const { preview } = review;
    if (preview.refusals.length > 0 || preview.locksOut)
      return reviewPage(request, model, answers, asked, review, { status: preview.locksOut ? 409 : 403 });
    const { errors: own, status } = await checkPassword(request, review, answers);
    const errors = { ...wayErrors(deps, request, model, review, answers), ...own };
    if (review.asks === 'panel' || Object.keys(errors).length > 0) {
      const asks = request.fresh.isFresh() ? undefined : review.asks;
      return reviewPage(request, model, answers, asked, { ...review, asks }, { status, errors });
    }
    const { actor, origin, clientId } = request;
    const doing = { actor, origin, clientId, contactId: model.contact.contactId };
    const { seen, reason, how } = answers;
    const given = {
      access: asked.access,
      preset: presetOf(answers.draft, asked.access, model.frame.mine, model.presets),
      seen,
      fresh: request.fresh.isFresh(),
      reason,
      requestKey,
    };
    try {
      if (how === 'invite') await subAccounts.invite(doing, given);
      // Slow by intent, and never inside the transaction.
      else if (how === 'password')
        await subAccounts.activate(doing, given, await logins.hashPassword(answers.password));
      else await subAccounts.change(doing, given);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return stale(request, answers, error.reason);
    }
    const isSame = how === '' && preview.changes.length === 0 && seen === preview.seen;
    const done = isSame ? 'same' : how || 'saved';
    return {
      redirect: `/contacts/${pathId(model.contact.contactId)}`,
      flash: { key: `access:done.${done}`, params: { name: displayName(model.contact) } },
    };
  }

  /** Something changed since: everything is read anew, and what would happen now is shown. */
  async function stale(request: PageRequest, answers: AccessAnswers, notice: Message): Promise<Outcome> {
    const model = await load(request);
    if (model.closed) return closed(model, request);
    const asked = await ask(request, model, answers.draft);
    if (Object.keys(asked.errors).length > 0)
      return form(request, model, answers.draft, answers, asked.errors);
    const review = await reviewOf(deps, request, model, asked.access);
    return reviewPage(request, model, answers, asked, review, { status: 409, notice });
  }

  const ask = ({ clientId }: PageRequest, { frame, departments }: AccessModel, draft: AccessDraft) =>
    askedFor(clientId, draft, frame, { places, departments });

  const closed = (model: AccessModel, request: PageRequest): Outcome => ({
    view: FORM,
    locals: accessFormLocals(model, request, NOTHING_TYPED),
    status: 409,
  });

  return async function submit(
    request: PageRequest,
    model: AccessModel,
    answers: AccessAnswers,
    envelope: Envelope,
    isSave: boolean,
  ): Promise<Outcome> {
    if (model.closed) return closed(model, request);
    const { start } = answers;
    const shown = afterButton(envelope.intent, answers.draft, start, model.frame, model.presets);
    const noPreset = envelope.intent === 'fill' && !model.presets.some(({ key }) => key === start);
    const errors: FieldErrors = noPreset ? { start: { key: 'access:errors.noPreset' } } : {};
    if (shown) return form(request, model, shown, answers, errors);
    const asked = await ask(request, model, answers.draft);
    if (Object.keys(asked.errors).length > 0)
      return form(request, model, answers.draft, answers, asked.errors);
    if (isSave) return save(request, model, answers, asked, envelope);
    return reviewPage(request, model, answers, asked, await reviewOf(deps, request, model, asked.access));
  };
}
