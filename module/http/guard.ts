// The guard of every page: who is it, may they enter this area, may they do this?
import type { Request } from 'express';
import type { Panel } from '../panels/panel.js';
import { authorise } from '../permissions/authorise.js';
import { decide } from '../permissions/decide.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import {
  AuthenticationError,
  NotAllowedError,
  NotFoundError,
  UnavailableError,
  type Message,
} from '../support/errors.js';
import type { Area } from './areas.js';
import type { FreshPassword, Page, PageRequest } from './page.js';
import { panelNotes } from './panel-notes.js';
import { FRESH_MS } from './session.js';

/** What the guard asks of a page, or of whatever else is served: where it is, who may, and what the panel must hold. */
export type Guarded = Pick<Page, 'path' | 'permission' | 'needs'>;

export interface GuardDeps {
  panel: Pick<Panel, 'clients' | 'capabilities'>;
  on: Executor;
  basePath: string;
  clock: Clock;
}

/**
 * Throws AuthenticationError, NotAllowedError or NotFoundError; gives the request as pages see it. Nothing of the
 * client is read before the guard has let the actor in.
 */
export async function enter(req: Request, area: Area, page: Guarded, deps: GuardDeps): Promise<PageRequest> {
  req.liaison.route = `${area.mount}${page.path}`;
  const { user: actor } = req;
  if (!actor) throw new AuthenticationError({ key: 'sign-in:needed' });
  const params = req.params as Record<string, string>;
  if (!area.accepts(actor)) throw new NotAllowedError(...wrongArea(area));
  const clientId = area.clientId(actor, params);
  if (clientId === undefined) {
    const { allowed, reasons } = decide(actor, page.permission);
    if (!allowed) throw new NotAllowedError(page.permission, reasons);
  } else authorise(actor, clientId, page.permission);
  for (const needed of [page.needs ?? []].flat()) {
    const capability = deps.panel.capabilities[needed];
    if (!capability.on) throw new UnavailableError(undefined, capability.because);
  }
  const client =
    area.id === 'client-file' ? await deps.panel.clients.find(clientId as number, deps.on) : undefined;
  if (area.id === 'client-file' && !client) throw new NotFoundError('client');
  return {
    actor,
    get clientId() {
      if (clientId === undefined) throw new Error(`${page.path} has no client in the area ${area.id}`);
      return clientId;
    },
    client,
    params,
    query: req.query,
    words: req.liaison.words,
    settings: req.liaison.settings,
    origin: { requestId: req.liaison.id, ip: req.ip ?? '' },
    site: `${req.protocol}://${req.host}`,
    fresh: freshPassword(req, deps.clock),
    panelNotes: (about) => panelNotes(about, deps.panel.capabilities, { ...req.liaison, actor }),
    to: (path) => `${deps.basePath}${area.mount.replace(':clientId', String(clientId))}${path}`,
  };
}

function freshPassword(req: Request, clock: Clock): FreshPassword {
  return {
    isFresh() {
      const age = clock.now().getTime() - (req.session.freshAt ?? -Infinity);
      return age >= 0 && age <= FRESH_MS;
    },
    mark() {
      req.session.freshAt = clock.now().getTime();
    },
  };
}

const wrongArea = (area: Area): [string, Message[]] =>
  area.id === 'client'
    ? ['client', [{ key: 'permissions:because.staffHaveNoClient' }]]
    : ['staff', [{ key: 'permissions:because.notStaff' }]];
