// An access as text in a row. What is read back is checked: a key that the catalogue does not know grants nothing (I3).
import { z } from 'zod';
import { NO_ACCESS, normaliseAccess, type Access } from '../permissions/access.js';
import {
  DOMAIN_FUNCTIONS,
  isPermission,
  SERVICE_FUNCTIONS,
  type Permission,
} from '../permissions/catalogue.js';
import type { Provenance } from '../permissions/subject.js';
import type { PanelAccess } from '../panels/panel-logins.js';

const known = <T extends string>(words: readonly T[]) =>
  z
    .array(z.string())
    .transform((list) => list.filter((one): one is T => (words as readonly string[]).includes(one)));

const permissions = z.array(z.string()).transform((list) => list.filter(isPermission));
const ids = z.array(z.int());

const scope = <T extends string>(words: readonly T[]) =>
  z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('none') }),
    z.object({ mode: z.literal('all'), functions: known(words) }),
    z.object({
      mode: z.literal('only'),
      grants: z.array(z.object({ id: z.int(), functions: known(words) })),
    }),
  ]);

const accessShape = z.object({
  permissions,
  departments: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('all') }),
    z.object({ mode: z.literal('except'), ids }),
  ]),
  services: scope(SERVICE_FUNCTIONS),
  domains: scope(DOMAIN_FUNCTIONS),
});

const panelShape = z.object({
  permissions,
  serviceFunctions: known(SERVICE_FUNCTIONS),
  domainFunctions: known(DOMAIN_FUNCTIONS),
});

const provenanceShape = z.record(
  z.string(),
  z.object({ preset: z.string().optional(), by: z.string().optional(), at: z.coerce.date().optional() }),
);

export function accessText({ expiresAt: _apart, ...access }: Access): string {
  return JSON.stringify(access);
}

/** What cannot be read gives nothing. */
export function readAccess(text: string, expiresAt: Date | undefined): Access {
  const read = accessShape.safeParse(parse(text));
  return normaliseAccess({ ...(read.success ? read.data : NO_ACCESS), expiresAt });
}

export const panelAccessText = (access: PanelAccess): string => JSON.stringify(access);

export function readPanelAccess(text: string): PanelAccess {
  const read = panelShape.safeParse(parse(text));
  return read.success ? read.data : { permissions: [], serviceFunctions: [], domainFunctions: [] };
}

export const provenanceText = (from: ReadonlyMap<Permission, Provenance>): string =>
  JSON.stringify(Object.fromEntries(from));

export function readProvenance(text: string): ReadonlyMap<Permission, Provenance> {
  const read = provenanceShape.safeParse(parse(text));
  if (!read.success) return new Map();
  return new Map(
    Object.entries(read.data).flatMap(([key, { preset, by, at }]) =>
      isPermission(key)
        ? [[key, { ...(preset ? { preset } : {}), ...(by ? { by } : {}), ...(at ? { at } : {}) }] as const]
        : [],
    ),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
