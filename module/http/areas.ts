// The areas of the module: where they hang, who may enter, and how a request finds its client. A feature's pages are
// written once and mounted in several areas.
import { manifest } from '../manifest.js';
import { clientOf, type Actor } from '../permissions/actor.js';
import { NotFoundError } from '../support/errors.js';

export interface Area {
  id: 'client' | 'admin' | 'client-file';
  /** Express pattern below the module's base path. */
  mount: string;
  accepts(actor: Actor): boolean;
  /** The client the request is about; undefined in areas without one. Never taken from what a client sends. */
  clientId(actor: Actor, params: Record<string, unknown>): number | undefined;
  density: 'comfortable' | 'compact';
}

/** The client area: the client id comes from the actor, never from the URL. */
export const clientArea: Area = {
  id: 'client',
  mount: manifest.mounts.client,
  accepts: ({ kind }) => kind !== 'staff',
  clientId: (actor) => clientOf(actor),
  density: 'comfortable',
};

/** The provider's own pages. */
export const adminArea: Area = {
  id: 'admin',
  mount: manifest.mounts.admin,
  accepts: ({ kind }) => kind === 'staff',
  clientId: () => undefined,
  density: 'compact',
};

/** A client's screens as staff see them. */
export const clientFileArea: Area = {
  id: 'client-file',
  mount: `${manifest.mounts.admin}/clients/:clientId`,
  accepts: ({ kind }) => kind === 'staff',
  clientId: (_actor, params) => parseId(params['clientId']),
  density: 'compact',
};

/** A panel's id in a path. Anything else is a page that does not exist. */
export function parseId(text: unknown): number {
  if (typeof text !== 'string' || !/^[1-9]\d{0,14}$/.test(text)) throw new NotFoundError('id');
  return Number(text);
}
