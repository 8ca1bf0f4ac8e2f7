// The form of one notice of the table (AD9): who gets it, of whom it is required, and which mail of the panel it stands
// for. Pure.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { line } from '../http/form-text.js';
import type { Answers } from '../http/page.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../roles/role.js';
import { EMAIL_CATEGORIES, SPECIAL_RECIPIENTS, type NoticeDefinition } from './notice.js';
import { TEMPLATE_GROUPS, type OfferedTemplate, type TemplateGroup } from './offered-templates.js';

/** What the provider can change of a notice. */
export type NoticeContent = Pick<
  NoticeDefinition,
  'name' | 'types' | 'category' | 'also' | 'requiredFor' | 'templates'
>;

export interface TypedNotice {
  content: NoticeContent;
  /** Of a new one; '' = made of its name. */
  key: string;
  /** Of the preview that was looked at; '' for none. */
  seen: string;
}

export interface FormOf {
  /** What a shipped notice is called while nobody gave it a name: typed as it is, it stays unnamed. */
  shippedName: string | undefined;
  /** Those that can be ticked. */
  templates: readonly OfferedTemplate[];
  /** The key is asked for. */
  isNew: boolean;
}

const CHOICE = { error: 'notices:admin.errors.choice' };
export const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A template in the form: its name may hold anything. */
export const templateCode = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 12);

export function noticeForm({ shippedName, templates, isNew }: FormOf): z.ZodType<TypedNotice> {
  const byCode = new Map(templates.map(({ name }) => [templateCode(name), name]));
  const codesIn = (wanted: TemplateGroup) =>
    templates.filter(({ group }) => group === wanted).map(({ name }) => templateCode(name));
  const groups = Object.fromEntries(TEMPLATE_GROUPS.map((group) => [group, ticks(codesIn(group))]));
  return z
    .strictObject({
      name: line('notices:admin.fields.name', 64)
        .default('')
        .refine((name) => name !== '', { error: 'notices:admin.errors.name' }),
      key: line('notices:admin.fields.key', 40)
        .default('')
        .refine((key) => key === '' || (isNew && KEY.test(key)), { error: 'notices:admin.errors.key' }),
      types: ticks(CONTACT_TYPES),
      category: z.enum(['', ...EMAIL_CATEGORIES], CHOICE).default(''),
      also: ticks(SPECIAL_RECIPIENTS),
      requiredFor: z.enum(['', ...PRIMARY_ROLES], CHOICE).default(''),
      templates: z.strictObject(groups).prefault({}),
      seen: z.string({ error: 'common:errors.oneValue' }).max(40).default(''),
    })
    .superRefine(({ types, category, also, requiredFor }, context) => {
      const refuse = (message: string, params = {}): void => {
        context.addIssue({ code: 'custom', path: ['types'], message, params });
      };
      const nobody = types.length === 0 && category === '' && also.length === 0 && requiredFor === '';
      if (nobody) refuse('notices:admin.errors.nobody');
      // Whoever is promoted gets the role's type with it (R3): the others of that type get copies.
      const lacks = requiredFor !== '' && types.length > 0 && !types.includes(requiredFor);
      if (lacks) refuse('notices:admin.errors.requiredType', { role: requiredFor });
    })
    .transform(({ name, key, types, category, also, requiredFor, templates: ticked, seen }) => ({
      key,
      seen,
      content: {
        name: name === shippedName ? undefined : name,
        types,
        category: category === '' ? null : category,
        also,
        requiredFor: requiredFor === '' ? null : requiredFor,
        templates: TEMPLATE_GROUPS.flatMap((group) => ticked[group] ?? []).flatMap(
          (code) => byCode.get(code) ?? [],
        ),
      },
    }));
}

/** As the form would send it. `name`: what it is called now. */
export function noticeAnswers(
  content: NoticeContent,
  { name, key, templates }: { name: string; key: string; templates: readonly OfferedTemplate[] },
): Answers {
  const { types, category, also, requiredFor } = content;
  const ticked = templates.filter((one) => content.templates.includes(one.name));
  const codesIn = (wanted: TemplateGroup): string =>
    ticked
      .filter(({ group }) => group === wanted)
      .map((one) => templateCode(one.name))
      .join(',');
  return {
    name,
    key,
    types: types.join(','),
    category: category ?? '',
    also: also.join(','),
    requiredFor: requiredFor ?? '',
    ...Object.fromEntries(TEMPLATE_GROUPS.map((group) => [`templates.${group}`, codesIn(group)])),
  };
}

/** "Ferry delays" → "ferry-delays"; '' when the name has nothing for it. */
export function keyFrom(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replace(/^-+|-+$/g, '');
}

// A hidden empty one comes with every list of boxes: it says that the list was asked about.
const ticks = <T extends string>(known: readonly T[]) =>
  z
    .array(z.enum([...known, ''], CHOICE), CHOICE)
    .max(known.length + 1, CHOICE)
    .default([])
    .transform((sent) => known.filter((one) => (sent as readonly string[]).includes(one)));
