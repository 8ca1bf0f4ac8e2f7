// What a page is: a declaration. `pageServer` in page-server.ts walks it: guard → load → parse → submit → answer.
import type { z } from 'zod';
import type { Origin } from '../audit/store.js';
import type { Capability, ClientSummary } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import type { Requirement } from '../permissions/decide.js';
import type { Settings } from '../settings/store.js';
import type { FieldErrors, Message } from '../support/errors.js';
import type { Translator } from '../support/i18n.js';

export interface PageRequest {
  actor: Actor;
  /** Throws in an area without a client: a page that needs one is mounted where there is one. */
  clientId: number;
  /** The client whose file staff have open. */
  client: ClientSummary | undefined;
  params: Record<string, string>;
  query: Record<string, unknown>;
  words: Translator;
  settings: Settings;
  origin: Origin;
  /** "https://panel.example": where the browser found us. */
  site: string;
  /** Whether the password was checked in the last minutes, and that it was just now (P4). */
  fresh: FreshPassword;
  /** What the panel cannot hold of these, in the reader's words; none where it can. */
  panelNotes: (about: readonly Capability[]) => string[];
  /** A link to a page of the same area, base path and client included: `to('/contacts/12')`. */
  to: (path: string) => string;
}

export interface FreshPassword {
  isFresh(): boolean;
  mark(): void;
}

/** Form answers as texts by REST path ("phone.number"), as they were typed or as they would be typed. */
export type Answers = Record<string, string>;

/** What a form shows: nothing typed yet, or what came back with its errors. */
export interface Typed {
  answers: Answers | undefined;
  errors: FieldErrors;
  /** A word above the form that is no field's error: a stale preview, a rule that now stands in the way. */
  notice: Message | undefined;
}

export const NOTHING_TYPED: Typed = { answers: undefined, errors: {}, notice: undefined };

/** What travels with a form beside its fields. */
export interface Envelope {
  /** The version of what was shown (D3); '' when the form changes nothing that exists. */
  version: string;
  /** Made when the form was shown; the same key twice is one click (safety.md §5). */
  requestKey: string;
  intent: string;
}

export type Outcome =
  /** A path of the same area. */
  | { redirect: string; flash?: Message }
  /**
   * Answered at once with a page of its own: for a secret that is shown once and kept nowhere, not even in a session,
   * and for a form that is shown again or reviewed before anything is written. Its forms carry the envelope on.
   */
  | { view: string; locals: PageLocals; status?: number };

export interface PageForm<Model, Values> {
  schema(model: Model, request: PageRequest): z.ZodType<Values>;
  /** The version of what is shown (D3), for forms that change something that exists. */
  version?(model: Model): string;
  /**
   * What the form holds for what is stored now. With it a stale save gets the conflict page, field by field; without
   * it the same page again, with what changed.
   */
  stored?(model: Model, request: PageRequest): Answers;
  /** The label of a field and a readable value, for the conflict page. */
  describe?(path: string, value: string, request: PageRequest): { label: string; value: string };
  submit(request: PageRequest, model: Model, values: Values, envelope: Envelope): Promise<Outcome>;
}

export interface PageSpec<Model, Values> {
  path: string;
  permission: Requirement;
  /** What the panel must be able to hold for this page to make sense. Off: the page says so. */
  needs?: Capability | readonly Capability[];
  /** Below views/. */
  view: string;
  load(request: PageRequest): Promise<Model>;
  /** The presenter: everything the template prints. Never a body or query as it came. */
  locals(model: Model, request: PageRequest, typed: Typed): PageLocals;
  form?: PageForm<Model, Values>;
}

export interface PageLocals {
  /** h1 and, with the provider's name, the document's title. */
  title: string;
  /** What the address asks for cannot be read, and the page says so: 422. */
  failed?: boolean;
  [local: string]: unknown;
}

/** A page with its types forgotten, as routers keep it. */
export type Page = PageSpec<unknown, unknown>;

/** Declares a page. Throws, at boot, when the declaration leaves out who may open it or what it shows. */
export function page<Model, Values = never>(spec: PageSpec<Model, Values>): Page {
  if (!spec.permission) throw new Error(`Page ${spec.path} has no permission`);
  if (!spec.view) throw new Error(`Page ${spec.path} has no view`);
  return spec;
}
