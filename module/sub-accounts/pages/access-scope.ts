// Services and domains on the access form: none, all, or a searchable list with the functions that each one has.
import { displayName } from '../../contacts/contact.js';
import type { FieldSpec } from '../../http/fields.js';
import type { PageRequest } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import type { Access } from '../../permissions/access.js';
import {
  DOMAIN_FUNCTIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type ServiceFunction,
} from '../../permissions/catalogue.js';
import { isDenied } from '../../permissions/ceilings.js';
import { reaches, type Scope } from '../../permissions/scope.js';
import { packGrants, type ScopeDraft } from '../access-draft.js';
import type { Place, PlaceList } from '../places.js';
import type { AccessModel } from '../access-model.js';

export type Kind = 'services' | 'domains';
type Any = ServiceFunction | DomainFunction;

const KNOWN: Record<Kind, readonly Any[]> = { services: SERVICE_FUNCTIONS, domains: DOMAIN_FUNCTIONS };

/** Of a panel without services nothing is asked, and what is stored stays. */
const isShown = (kind: Kind, { lists, frame }: AccessModel): boolean =>
  lists[kind].count > 0 || frame.before[kind].mode !== 'none';

const scopeIn = (access: Access, kind: Kind): Scope<Any> => access[kind];

export function scopeSpecs(kind: Kind, model: AccessModel, { words: { t, has } }: PageRequest): FieldSpec[] {
  if (!isShown(kind, model)) return [];
  const { before, mine } = model.frame;
  const name = displayName(model.contact);
  const forAll = KNOWN[kind].filter((one) =>
    [before, mine].some((access) => reaches(scopeIn(access, kind), 'all', one)),
  );
  const hasAll = scopeIn(mine, kind).mode === 'all' || scopeIn(before, kind).mode === 'all';
  return [
    {
      path: `${kind}.mode`,
      type: 'radios',
      label: t(`access:${kind}.label`, { name }),
      options: ['none', ...(hasAll ? ['all'] : []), 'only'].map((value) => ({
        value,
        label: t(`access:${kind}.${value}`),
      })),
    },
    ...(hasAll
      ? [
          {
            path: `${kind}.all`,
            type: 'checkboxes' as const,
            label: t(`access:${kind}.onAll`),
            options: forAll.map((one) => ({
              value: one,
              label: t(`permissions:functions.${one}`),
              ...(kind === 'services' && has(`permissions:functionHints.${one}`)
                ? { hint: t(`permissions:functionHints.${one}`) }
                : {}),
            })),
          },
        ]
      : []),
  ];
}

export function scopeView<F extends Any>(
  kind: Kind,
  draft: ScopeDraft<F>,
  list: PlaceList<F>,
  model: AccessModel,
  { words, settings }: PageRequest,
) {
  const { t } = words;
  const number = new Intl.NumberFormat(words.language);
  const rows = list.rows.map((place) => rowOf(kind, place, draft, model));
  return {
    kind,
    shown: isShown(kind, model),
    q: draft.q,
    page: list.page,
    chosen: draft.chosen,
    open: list.open,
    kept: packGrants(draft.grants),
    visible: packGrants(rows.map(({ id, boxes }) => ({ id, functions: boxes.map(({ value }) => value) }))),
    search: t(`access:${kind}.search`, { count: list.count }),
    showChosen: t(`access:${kind}.chosen`, { number: number.format(draft.grants.length) }),
    every: t(`access:${kind}.every`),
    hasChosen: draft.grants.length > 0,
    found: t(`access:${kind}.found`, { count: list.total }),
    turnedOff: turnedOff(kind, model).map((one) =>
      t('access:locked.functionOff', {
        function: t(`permissions:functions.${one}`),
        provider: settings.providerName,
      }),
    ),
    rows: rows.map((row) => ({
      ...row,
      boxes: row.boxes.map((box) => ({ ...box, label: t(`permissions:functions.${box.value}`) })),
    })),
    pagination: paginationView(list.total, PAGE_SIZE, list.page, (page) => `${kind}:${page}`, words),
  };
}

// Boxes for what this one has and can be given, and for what is there already: it can be taken away.
function rowOf<F extends Any>(
  kind: Kind,
  { id, name, note, functions }: Place<F>,
  { grants }: ScopeDraft<F>,
  { frame }: AccessModel,
) {
  const ticked = grants.find((grant) => grant.id === id)?.functions ?? [];
  const [held, mine] = [scopeIn(frame.before, kind), scopeIn(frame.mine, kind)];
  const isMine = (one: Any): boolean =>
    reaches(mine, id, one) || reaches(mine, 'all', one) || reaches(held, id, one);
  const boxes = KNOWN[kind]
    .filter((one) =>
      (functions as readonly Any[]).includes(one)
        ? isMine(one)
        : held.mode === 'only' && reaches(held, id, one),
    )
    .map((value) => ({ value, ticked: (ticked as readonly Any[]).includes(value) }));
  return { id, name, note, boxes };
}

function turnedOff(kind: Kind, { ceilings }: AccessModel): Any[] {
  if (kind === 'services')
    return SERVICE_FUNCTIONS.filter((one) =>
      isDenied(ceilings, ({ serviceFunctions }) => serviceFunctions.has(one)),
    );
  return DOMAIN_FUNCTIONS.filter((one) =>
    isDenied(ceilings, ({ domainFunctions }) => domainFunctions.has(one)),
  );
}
