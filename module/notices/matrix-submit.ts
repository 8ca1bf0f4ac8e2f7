// What happens when "who gets what by contact" is sent (CL12): boxes filled, shown again, checked, or saved.
import type { Envelope, Outcome, PageRequest } from '../http/page.js';
import { ConflictError, InputError, type FieldErrors, type Message } from '../support/errors.js';
import { afterButton, shownOf, wantedOf, type TypedRow } from './matrix.js';
import type { MatrixAnswers } from './matrix-form.js';
import { byContactLocals, type ByContactModel } from './pages/by-contact.js';
import { checkLocals } from './pages/check.js';
import type { WantedByContact } from './preference-plan.js';
import type { PreferencePreview, PreferencesService } from './preferences-service.js';

const FORM = 'client/notices/index';
const CHECK = 'client/notices/check';

interface Again {
  status?: number;
  errors?: FieldErrors;
  notice?: Message;
}

export function createMatrixSubmit(deps: {
  preferences: PreferencesService;
  apiUrl: (site: string) => string;
}) {
  const { preferences, apiUrl } = deps;

  // The contacts of the form, also when the list has others on this page by now.
  async function form(
    request: PageRequest,
    model: ByContactModel,
    { rows: typed, reason }: MatrixAnswers,
    { status = 200, errors = {}, notice }: Again = {},
  ): Promise<Outcome> {
    const ids = typed.map(({ contactId }) => contactId);
    const rows = await preferences.rows(request.actor, request.clientId, ids);
    const shown = { ...model, rows, typed, reason };
    return {
      view: FORM,
      locals: byContactLocals(shown, request, { answers: undefined, errors, notice }),
      status,
    };
  }

  function check(
    request: PageRequest,
    model: ByContactModel,
    answers: MatrixAnswers,
    preview: PreferencePreview,
    { status = 200, notice }: Again = {},
  ): Outcome {
    return {
      view: CHECK,
      locals: checkLocals({ model, answers, preview, notice, apiUrl: apiUrl(request.site) }, request),
      status,
    };
  }

  async function save(
    request: PageRequest,
    model: ByContactModel,
    answers: MatrixAnswers,
    wanted: WantedByContact,
    { requestKey }: Envelope,
  ): Promise<Outcome> {
    const { actor, origin, clientId } = request;
    const { rows, seen, reason } = answers;
    const options = { seen: seen || undefined, checkFalls: true, shown: shownOf(rows), requestKey, reason };
    const { switches } = await preferences.save(actor, origin, clientId, wanted, options);
    return done(model, Object.keys(switches).length);
  }

  return async function submit(
    request: PageRequest,
    model: ByContactModel,
    answers: MatrixAnswers,
    envelope: Envelope,
  ): Promise<Outcome> {
    const { intent } = envelope;
    const filled: TypedRow[] | undefined = afterButton(intent, answers.rows);
    if (filled) return form(request, model, { ...answers, rows: filled });
    if (intent === 'edit') return form(request, model, answers);
    const wanted = wantedOf(answers.rows);
    const checked = async (again: Again = {}): Promise<Outcome> => {
      const { actor, clientId } = request;
      const preview = await preferences.preview(actor, clientId, wanted, shownOf(answers.rows));
      return check(request, model, answers, preview, again);
    };
    const saved = async (): Promise<Outcome> => {
      try {
        return wanted.size > 0 ? await save(request, model, answers, wanted, envelope) : done(model, 0);
      } catch (error) {
        const reason = error instanceof ConflictError ? error.reason : undefined;
        if (reason?.key === 'notices:conflict.falls') return checked();
        if (reason?.key === 'notices:conflict.seen') return checked({ status: 409, notice: reason });
        throw error;
      }
    };
    try {
      return intent === 'preview' ? await checked() : await saved();
    } catch (error) {
      if (error instanceof InputError)
        return form(request, model, answers, { status: 422, errors: error.fields });
      if (!(error instanceof ConflictError)) throw error;
      return form(request, model, answers, { status: 409, notice: error.reason });
    }
  };
}

const done = ({ path }: ByContactModel, count: number): Outcome => ({
  redirect: path,
  flash:
    count === 0 ? { key: 'who-gets-what:nothingChanged' } : { key: 'who-gets-what:saved', params: { count } },
});
