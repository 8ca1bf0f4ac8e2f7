// The filters of the log as they stand in an address: read once for the list, its links and its file. What cannot be
// read is said in words, and stays as it was typed.
import { z } from 'zod';
import { parseId } from '../http/areas.js';
import { pageNumber, searchText } from '../http/list-query.js';
import type { Answers, PageRequest } from '../http/page.js';
import { actsForProvider } from '../permissions/actor.js';
import { isDay } from '../support/day.js';
import type { FieldErrors } from '../support/errors.js';
import type { AuditFilter } from './list-store.js';
import { ACTOR_GROUPS, AUDIT_ACTIONS } from './store.js';

const querySchema = z.object({
  who: searchText,
  what: z.enum([...AUDIT_ACTIONS, '']).catch(''),
  by: z.enum([...ACTOR_GROUPS, '']).catch(''),
  client: searchText,
  contact: z
    .string()
    .regex(/^(owner|[1-9]\d{0,14})$/)
    .catch(''),
  from: searchText,
  to: searchText,
  page: pageNumber,
});
type Query = z.infer<typeof querySchema>;

export interface LogQuery {
  /** The filters in use, as they were typed. */
  answers: Answers;
  filter: AuditFilter;
  page: number;
  /** When there are any, `filter` means nothing. */
  errors: FieldErrors;
}

/** `clientId` undefined: the log of all clients, which may be narrowed to one. */
export function readLogQuery(request: PageRequest, clientId: number | undefined): LogQuery {
  const { page, ...asked } = querySchema.parse(request.query);
  const every = clientId === undefined;
  const inUse = every ? { ...asked, contact: '' } : { ...asked, by: '' as const, client: '' };
  const errors = errorsOf(inUse);
  const wrong = Object.keys(errors).length > 0;
  const chosen = inUse.client !== '' && !errors['client'] ? parseId(inUse.client) : undefined;
  return {
    answers: inUse,
    filter: {
      clientId: clientId ?? chosen,
      who: asked.who,
      staff: staffSearch(asked.who, request),
      by: inUse.by,
      action: asked.what,
      contactId: inUse.contact === '' ? undefined : inUse.contact === 'owner' ? 0 : Number(inUse.contact),
      from: wrong ? '' : asked.from,
      to: wrong ? '' : asked.to,
    },
    page,
    errors,
  };
}

function errorsOf({ client, from, to }: Omit<Query, 'page'>): FieldErrors {
  const errors: FieldErrors = {};
  if (client !== '' && !/^[1-9]\d{0,14}$/.test(client)) errors['client'] = { key: 'audit:errors.client' };
  for (const [field, day] of Object.entries({ from, to }))
    if (day !== '' && !isDay(day))
      errors[field] = { key: 'audit:errors.day', params: { label: `audit:fields.${field}` } };
  if (from !== '' && to !== '' && from > to && !errors['from'] && !errors['to'])
    errors['to'] = { key: 'audit:errors.order' };
  return errors;
}

// To a client all of the provider's people are called "Staff": that word finds them, their names do not.
function staffSearch(who: string, { actor, words }: PageRequest): AuditFilter['staff'] {
  if (actsForProvider(actor)) return { byName: true, all: false };
  const [staff, typed] = [words.t('common:someStaff'), who].map((part) =>
    part.toLocaleLowerCase(words.language),
  );
  return { byName: false, all: typed !== undefined && typed !== '' && staff?.includes(typed) === true };
}
