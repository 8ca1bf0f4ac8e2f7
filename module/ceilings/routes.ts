// The pages of ceilings (AD5): in the provider's area for every level, and in a client's file for that client.
import { z } from 'zod';
import { partAt, searchText } from '../http/list-query.js';
import { page, type Page, type PageRequest, type Typed } from '../http/page.js';
import type { PanelClients } from '../panels/panel.js';
import { CEILING_LEVELS } from '../permissions/ceilings.js';
import type { Executor } from '../support/database.js';
import { NotFoundError } from '../support/errors.js';
import { ceilingsForm, ceilingsAnswers, type TypedCeilings } from './form.js';
import { lineKeys } from './ceiling-line.js';
import { PROVIDER_LEVEL, type LevelRef, type LevelState } from './level.js';
import type { Choosing } from './pages/choose.js';
import { ceilingsLocals, pathOf, type CeilingsModel } from './pages/form.js';
import { reviewLocals } from './pages/review.js';
import type { CeilingsService } from './service.js';

const levelQuery = z.object({
  level: z.enum(CEILING_LEVELS).catch('provider'),
  id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
  q: searchText,
});

export function ceilingPages(deps: {
  ceilings: CeilingsService;
  clients: PanelClients;
  on: Executor;
}): Page[] {
  const { ceilings, clients, on } = deps;

  async function choosing({ client, query }: PageRequest): Promise<Choosing> {
    if (client) {
      const chosen = { level: 'client', id: client.clientId } as const;
      return { level: 'client', chosen, groups: [], q: '', found: undefined };
    }
    const { level, id, q } = levelQuery.parse(query);
    const searched = level === 'client' && id === undefined && q !== '';
    return {
      level,
      chosen: chosenOf(level, id),
      groups: await clients.groups(on),
      q,
      found: searched ? (await clients.search({ q, ...partAt(1) }, on)).clients : undefined,
    };
  }

  return [
    page<CeilingsModel, TypedCeilings>({
      path: '/permissions',
      permission: 'staff',
      view: 'admin/permissions/index',
      async load(request) {
        const chosen = await choosing(request);
        const state = chosen.chosen && (await ceilings.read(request.actor, chosen.chosen));
        return { choosing: chosen, state };
      },
      locals: ceilingsLocals,
      form: {
        schema: (model) => ceilingsForm(stateOf(model)),
        version: ({ state }) => state?.version ?? '',
        async submit(request, model, typed, { intent, version, requestKey }) {
          const { actor, origin } = request;
          const { level, id } = stateOf(model).level;
          const ref = { level, id };
          if (intent === 'edit') return formAgain(model, typed, request);
          if (intent === 'save') {
            await ceilings.save(actor, origin, ref, { ...typed, version, requestKey });
            return { redirect: pathOf(ref, request), flash: SAVED };
          }
          const preview = await ceilings.preview(actor, ref, { ...typed, version });
          if (preview.changes.length === 0) return { redirect: pathOf(ref, request), flash: NOTHING };
          return { view: 'admin/permissions/review', locals: reviewLocals(preview, typed, request) };
        },
      },
    }),
  ];
}

const SAVED = { key: 'ceilings:saved' };
const NOTHING = { key: 'ceilings:nothing' };

function chosenOf(level: LevelRef['level'], id: number | undefined): LevelRef | undefined {
  if (level === 'provider') return PROVIDER_LEVEL;
  return id === undefined ? undefined : { level, id };
}

function stateOf({ state }: CeilingsModel): LevelState {
  if (!state) throw new NotFoundError('ceiling');
  return state;
}

/** Back from the review, with every choice as it was made. */
function formAgain(model: CeilingsModel, { lines }: TypedCeilings, request: PageRequest) {
  const { level, departments } = stateOf(model);
  const answers = ceilingsAnswers(lines, lineKeys(departments), level.level);
  const typed: Typed = { answers, errors: {}, notice: undefined };
  return { view: 'admin/permissions/index', locals: ceilingsLocals(model, request, typed) };
}
