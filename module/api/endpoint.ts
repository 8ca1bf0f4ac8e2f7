// What an endpoint of the Customer Account API is: a declaration. The server, the OpenAPI document, the docs page and
// tests all read it.
import type { z } from 'zod';
import type { Scope } from '../api-keys/api-key.js';
import type { Origin } from '../audit/store.js';
import type { Capability } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import type { Requirement } from '../permissions/decide.js';
import type { Settings } from '../settings/store.js';
import type { Translator } from '../support/i18n.js';

export interface ApiRequest<Query = unknown> {
  actor: Actor;
  /** Throws where an endpoint is about no client. */
  clientId: number;
  params: Record<string, string>;
  query: Query;
  /** The JSON as it came: endpoints read it with the same schemas as the forms. */
  body: unknown;
  words: Translator;
  settings: Settings;
  origin: Origin;
  /** Say what would happen, write nothing. */
  dryRun: boolean;
  /** The Idempotency-Key; '' when none was sent. */
  requestKey: string;
  /**
   * The version the caller saw, out of If-Match: `current` when it is among them. Throws VersionNeededError when none
   * was sent, unless nothing is going to be written.
   */
  version: (current: string) => string;
}

export interface ApiAnswer {
  status?: 200 | 201 | 204;
  body?: object;
  /** The version of the resource answered with. */
  version?: string;
  /** Path of what was made, below the client's. */
  location?: string;
}

/** What a provider's key gets that names no client: of all clients, line by line (NDJSON). */
export interface OfAll {
  /** After "A provider's key that names no client gets". */
  summary: string;
  line: z.ZodType;
  lines(request: ApiRequest): Promise<AsyncIterable<object>>;
}

export interface EndpointSpec<Query = unknown> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the mount: "/contacts/{id}". */
  path: string;
  /** One client's things, also reached by provider keys below /clients/{clientId}; or the provider's own. */
  about: 'client' | 'provider' | 'everybody';
  scope: Scope | undefined;
  permission: Requirement | undefined;
  /** What the panel must be able to hold. Off: 503 that says so. */
  needs?: Capability;
  /** Chapter of the docs page. */
  tag: string;
  summary: string;
  query?: z.ZodType<Query>;
  /** What may be sent, for the docs; `handle` reads the body itself, because what is required depends on what is stored. */
  body?: z.ZodType;
  example?: object;
  /** Answered with 200 (or `created` with 201); none = 204. */
  answers?: z.ZodType;
  created?: boolean;
  /** Carries an ETag; when it writes, If-Match is needed. */
  versioned?: boolean;
  handle(request: ApiRequest<Query>): Promise<ApiAnswer>;
  /** Without it a provider's key has to name the client (400). Takes no query. */
  ofAll?: OfAll;
}

/** An endpoint with its types forgotten, as the server keeps it. */
export type Endpoint = EndpointSpec;

export function endpoint<Query = unknown>(spec: EndpointSpec<Query>): Endpoint {
  return spec;
}

export const isWrite = ({ method }: Pick<Endpoint, 'method'>): boolean => method !== 'GET';

/** PUT, PATCH and DELETE of a versioned resource came without If-Match (428). */
export class VersionNeededError extends Error {
  override readonly name = 'VersionNeededError';
}

/** The request itself cannot be read (400): its JSON, its query, its headers. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
  constructor(
    /** Language key below `api:malformed`. */
    readonly reason: string,
    readonly details: Record<string, string[]> = {},
  ) {
    super(`Malformed: ${reason}`);
  }
}
