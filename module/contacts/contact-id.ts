// The contact in a path: the panel's id, or the word for the client's own details.
import { parseId } from '../http/areas.js';

/** 0 for "owner". Throws NotFoundError for anything that is no id. */
export function contactIdOf(params: Record<string, string>): number {
  return params['contactId'] === 'owner' ? 0 : parseId(params['contactId']);
}
