// What a page without a guard is: a declaration, as in page.ts, with the reason why everybody may open it instead of a
// permission. `servePublicPages` in public-page-server.ts walks it.
import type { z } from 'zod';
import type { Origin } from '../audit/store.js';
import type { Capability } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import type { Settings } from '../settings/store.js';
import type { Message } from '../support/errors.js';
import type { Translator } from '../support/i18n.js';
import type { RateLimiter } from '../support/rate-limit.js';
import type { PageLocals, Typed } from './page.js';
import type { Opening } from './session.js';

export interface PublicRequest {
  /** Whoever is signed in here already. */
  actor: Actor | undefined;
  /** The accounts that this sign-in opens; none when there is one. */
  openings: readonly Opening[];
  params: Record<string, string>;
  query: Record<string, unknown>;
  words: Translator;
  settings: Settings;
  origin: Origin;
  /** The address of this very page, for forms that lead back to it. */
  here: string;
  /** A path below the module's base path as a link. */
  to: (path: string) => string;
  /** `path` when it is a page of ours (http/local-path.ts). */
  local: (path: unknown) => string | undefined;
}

/** Somebody has proven who they are: the session becomes theirs, under a new id. */
export interface Entering {
  actor: Actor;
  openings: readonly Opening[];
  /** By a password of just now, or by the sign-in that is there, of the same person. */
  proof: 'password' | 'signedIn';
}

export type PublicOutcome =
  /** `redirect` is a link, made by `to` or `local`. */
  | { redirect: string; flash?: Message; entering?: Entering }
  /** Answered at once with another page. */
  | PublicView;

export interface PublicView {
  view: string;
  locals: PageLocals;
}

export interface PublicForm<Model, Values> {
  schema(model: Model, request: PublicRequest): z.ZodType<Values>;
  submit(request: PublicRequest, model: Model, values: Values): Promise<PublicOutcome>;
}

export interface PublicPageSpec<Model, Values> {
  path: string;
  /** Why everybody may open it. */
  reason: string;
  /** What the panel must be able to do for it. Off: the page says so. */
  needs?: Capability;
  /** How often one address of the network may come. */
  limit?: RateLimiter;
  /** Below views/. */
  view: string;
  /** Where whoever opens it is led instead. */
  elsewhere?(request: PublicRequest): string | undefined;
  /** Throws NotFoundError for what never was. */
  load(request: PublicRequest): Promise<Model>;
  /** What it was about is over: said with 410, and a form that comes all the same with 409. */
  over?(model: Model, request: PublicRequest): PublicView | undefined;
  locals(model: Model, request: PublicRequest, typed: Typed): PageLocals;
  form?: PublicForm<Model, Values>;
}

/** A page with its types forgotten, as routers keep it. */
export type PublicPage = PublicPageSpec<unknown, unknown>;

/** Declares a page. Throws, at boot, when the declaration leaves out why it is public or what it shows. */
export function publicPage<Model, Values = never>(spec: PublicPageSpec<Model, Values>): PublicPage {
  if (!spec.reason) throw new Error(`Page ${spec.path} has no reason to be public`);
  if (!spec.view) throw new Error(`Page ${spec.path} has no view`);
  return spec;
}
