// Choosing one of a client's people on a page, and seeing what that changes before it is saved (U2): the address asks for a
// part of the list first, then for the effect.
import { z } from 'zod';
import { listQuery, partAt, type ListQuery } from '../http/list-query.js';
import type { PageRequest } from '../http/page.js';
import type { RecipientPreview } from '../notices/preview.js';
import { InputError, type FieldErrors } from '../support/errors.js';
import type { ContactList } from './list-store.js';
import type { ContactsService } from './service.js';

export const pickerQuery = listQuery.extend({
  /** As typed: the form itself says when it is nobody's id. */
  contactId: z.string().max(20).catch(''),
  show: z.literal('changes').optional().catch(undefined),
});
export type PickerQuery = z.infer<typeof pickerQuery>;

type Contacts = Pick<ContactsService, 'list'>;
type Client = Pick<PageRequest, 'actor' | 'clientId'>;

/** What was asked for, or why that cannot be. */
export interface Previewed<Preview> {
  preview: Preview | undefined;
  refusal: FieldErrors;
}

export interface Picking<Query extends PickerQuery, Preview> extends Previewed<Preview> {
  query: Query;
  /** To choose from; undefined where a preview is shown. */
  people: ContactList | undefined;
}

/** A part of the client's people, as a search finds them. */
export const peopleOf = (contacts: Contacts, { actor, clientId }: Client, { q, page }: ListQuery) =>
  contacts.list(actor, clientId, { kind: '', types: [], roles: [], sort: '', q, ...partAt(page) });

/** What the address asks for. `preview` throws InputError for what cannot be. */
export async function pick<Query extends PickerQuery, Preview>(
  contacts: Contacts,
  client: Client,
  query: Query,
  preview: () => Promise<Preview>,
): Promise<Picking<Query, Preview>> {
  const asked = query.show ? await previewed(preview) : { preview: undefined, refusal: {} };
  const people = asked.preview ? undefined : await peopleOf(contacts, client, query);
  return { query, people, ...asked };
}

export async function previewed<Preview>(preview: () => Promise<Preview>): Promise<Previewed<Preview>> {
  try {
    return { preview: await preview(), refusal: {} };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { preview: undefined, refusal: error.fields };
  }
}

/** For a form that was sent without a look at its effect: shown first where a notice falls to a stand-in (U2). */
export const shownFirst = <Model extends Picking<PickerQuery, RecipientPreview>>(
  model: Model,
  preview: NonNullable<Model['preview']>,
): Model | undefined =>
  preview.falls.length > 0 ? { ...model, people: undefined, preview, refusal: {} } : undefined;
