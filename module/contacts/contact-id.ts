// The contact in a path: the panel's id, or the word for the client's own details.
import { parseId } from '../http/areas.js';

/** 0 for "owner", and for 0 itself, the panels' own convention (C2). Throws NotFoundError for anything that is no id. */
export function contactIdOf(params: Record<string, string>): number {
  return ['owner', '0'].includes(params['contactId'] ?? '') ? 0 : parseId(params['contactId']);
}
