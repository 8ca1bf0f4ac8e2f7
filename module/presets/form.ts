// The form of a preset (AD6): its name, what it ticks by section, and how far it reaches into services and domains. Pure.
import { z } from 'zod';
import { line } from '../http/form-text.js';
import type { Answers } from '../http/page.js';
import {
  CATALOGUE,
  DOMAIN_FUNCTIONS,
  isPermission,
  PERMISSIONS,
  SECTIONS,
  SERVICE_FUNCTIONS,
  type Section,
} from '../permissions/catalogue.js';
import type { PresetScope } from '../permissions/presets.js';
import { presetScope, type NamedContent } from './preset-content.js';

export const SCOPE_MODES = ['none', 'all', 'chosen'] as const;

export interface TypedPreset {
  content: NamedContent;
  /** Those who started from it and were not changed by hand get what it gives now. */
  takeAlong: boolean;
}

export const permissionsOf = (section: Section): string[] =>
  CATALOGUE.filter((entry) => entry.section === section).map(({ key }) => key);

/** `shippedName`: what the preset is called while nobody gave it a name; typed as it is, it stays unnamed. */
export function presetForm(shippedName: string | undefined): z.ZodType<TypedPreset> {
  return z
    .strictObject({
      name: line('presets:fields.name', 64)
        .default('')
        .refine((name) => name !== '', { error: 'presets:errors.name' }),
      description: line('presets:fields.description', 255).default(''),
      billing: ticks(permissionsOf('billing')),
      support: ticks(permissionsOf('support')),
      miscellaneous: ticks(permissionsOf('miscellaneous')),
      services: mode,
      serviceFunctions: ticks(SERVICE_FUNCTIONS),
      domains: mode,
      domainFunctions: ticks(DOMAIN_FUNCTIONS),
      followers: z.enum(['leave', 'update'], { error: 'presets:errors.choice' }).default('leave'),
    })
    .superRefine((typed, context) => {
      const missing = (path: string): void => {
        context.addIssue({ code: 'custom', path: [path], message: 'presets:errors.functions' });
      };
      if (typed.services !== 'none' && typed.serviceFunctions.length === 0) missing('serviceFunctions');
      if (typed.domains !== 'none' && typed.domainFunctions.length === 0) missing('domainFunctions');
    })
    .transform((typed) => {
      const ticked: string[] = SECTIONS.flatMap((section) => typed[section]);
      return {
        takeAlong: typed.followers === 'update',
        content: {
          name: typed.name === shippedName ? '' : typed.name,
          description: typed.description,
          permissions: PERMISSIONS.filter((one) => ticked.includes(one)).filter(isPermission),
          services: presetScope(typed.services, typed.serviceFunctions),
          domains: presetScope(typed.domains, typed.domainFunctions),
        },
      };
    });
}

/** As the form would send it. `name` is what it is called now. */
export function presetAnswers({ name, description, permissions, services, domains }: NamedContent): Answers {
  const inSection = (section: Section): string =>
    permissionsOf(section)
      .filter((key) => (permissions as readonly string[]).includes(key))
      .join(',');
  const functions = (scope: PresetScope<string>): string =>
    scope.mode === 'none' ? '' : scope.functions.join(',');
  return {
    name,
    description,
    ...Object.fromEntries(SECTIONS.map((section) => [section, inSection(section)])),
    services: services.mode,
    serviceFunctions: functions(services),
    domains: domains.mode,
    domainFunctions: functions(domains),
    followers: 'leave',
  };
}

const mode = z.enum(SCOPE_MODES, { error: 'presets:errors.choice' }).default('none');

// A hidden empty one comes with every list of boxes: it says that the list was asked about.
const ticks = <T extends string>(known: readonly T[]) =>
  z
    .array(z.enum([...known, ''], { error: 'presets:errors.choice' }), { error: 'presets:errors.choice' })
    .max(known.length + 1, { error: 'presets:errors.choice' })
    .default([])
    .transform((sent) => known.filter((one) => (sent as readonly string[]).includes(one)));
