// What a preset holds, as text in a row and as fields of the log. A key that the catalogue does not know gives nothing.
import { z } from 'zod';
import { changesOf } from '../audit/changes.js';
import type { Changes } from '../audit/store.js';
import { DOMAIN_FUNCTIONS, isPermission, PERMISSIONS, SERVICE_FUNCTIONS } from '../permissions/catalogue.js';
import type { Preset, PresetScope } from '../permissions/presets.js';

/** A preset without its key. */
export type PresetContent = Pick<Preset, 'permissions' | 'services' | 'domains'>;

export interface NamedContent extends PresetContent {
  /** '' = as the shipped one is called in the language of whoever reads it. */
  name: string;
  description: string;
}

const scope = <T extends string>(known: readonly T[]) =>
  z.object({
    mode: z.enum(['none', 'all', 'chosen']),
    functions: z
      .array(z.string())
      .default([])
      .transform((sent) => known.filter((one) => sent.includes(one))),
  });

const shape = z.object({
  permissions: z.array(z.string()),
  services: scope(SERVICE_FUNCTIONS),
  domains: scope(DOMAIN_FUNCTIONS),
});

export function contentText({ permissions, services, domains }: PresetContent): string {
  return JSON.stringify({ permissions, services, domains });
}

export function readContent(text: string): PresetContent {
  const { permissions, services, domains } = shape.parse(JSON.parse(text));
  const given = permissions.filter(isPermission);
  return {
    permissions: PERMISSIONS.filter((one) => given.includes(one)),
    services: presetScope(services.mode, services.functions),
    domains: presetScope(domains.mode, domains.functions),
  };
}

/** No functions is nothing at all. */
export function presetScope<F>(mode: PresetScope<F>['mode'], functions: readonly F[]): PresetScope<F> {
  return mode === 'none' || functions.length === 0 ? { mode: 'none' } : { mode, functions };
}

/** Warned about wherever it can be chosen (S4). */
export const isSameAsOwner = ({ permissions }: PresetContent): boolean =>
  permissions.length === PERMISSIONS.length;

/** For the log: every field that differs; undefined = it is not there. */
export const contentChanges = (before: NamedContent | undefined, after: NamedContent | undefined): Changes =>
  changesOf(textsOf(before), textsOf(after));

function textsOf(content: NamedContent | undefined): Record<string, string> {
  if (!content) return {};
  const { name, description, permissions, services, domains } = content;
  const text = (one: PresetScope<string>): string =>
    one.mode === 'none' ? one.mode : [one.mode, ...one.functions].join(',');
  return {
    name,
    description,
    permissions: permissions.join(','),
    services: text(services),
    domains: text(domains),
  };
}
