// Reads the access form and the review (CL9): what came in becomes a draft. A part that was left out stays as it is
// stored, so that no limit is widened by forgetting it (P4).
import { z } from 'zod';
import { reasonText } from '../http/form-text.js';
import { pageNumber } from '../http/list-query.js';
import { deniedDepartments, type Access } from '../permissions/access.js';
import {
  DOMAIN_FUNCTIONS,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type Permission,
} from '../permissions/catalogue.js';
import {
  draftOf,
  mergeTicks,
  readTicks,
  unpackGrants,
  type AccessDraft,
  type ScopeDraft,
} from './access-draft.js';

/** How somebody without a login gets one: '' = they have one, or the invitation that was sent stands. */
export type How = '' | 'invite' | 'password';

export interface AccessAnswers {
  draft: AccessDraft;
  /** The preset chosen under "Start from". */
  start: string;
  seen: string;
  how: How;
  password: string;
  passwordAgain: string;
  yourPassword: string;
  reason: string;
}

export interface Stored {
  /** What the form started from. */
  access: Access;
  /** Departments that the form shows: another one that is denied stays so. */
  departments: readonly number[];
}

const secret = z.string().max(1000).default('');
const short = z.string().max(60).default('');
const packed = z.string().max(60_000).default('');
const ticks = z
  .array(z.string().max(40))
  .max(1000)
  .default([])
  .transform((list) => list.filter((one) => one !== ''));

const oneOf = <T extends string>(known: readonly T[], error: string) =>
  ticks.pipe(z.array(z.enum(known as readonly [T, ...T[]], { error })));

const scope = <F extends string>(known: readonly F[]) =>
  z
    .strictObject({
      mode: z.enum(['none', 'all', 'only'], { error: 'access:errors.mode' }),
      all: oneOf(known, 'access:errors.function'),
      on: ticks,
      kept: packed,
      shown: packed,
      q: z.string().max(200).default(''),
      page: pageNumber,
      chosen: z.literal('on').optional(),
    })
    .transform(({ mode, all, on, kept, shown, q, page, chosen }): ScopeDraft<F> => ({
      mode,
      all: known.filter((one) => all.includes(one)),
      grants: mergeTicks(unpackGrants(kept, known), unpackGrants(shown, known), readTicks(on, known), known),
      q: q.trim(),
      page,
      chosen: chosen === 'on',
    }))
    .optional();

const shape = z.strictObject({
  permissions: oneOf<Permission>(PERMISSIONS, 'access:errors.permission'),
  departments: z
    .strictObject({
      mode: z.enum(['all', 'except'], { error: 'access:errors.mode' }),
      ids: ticks.pipe(z.array(z.string().regex(/^\d{1,15}$/, { error: 'access:errors.id' }))),
    })
    .optional(),
  services: scope(SERVICE_FUNCTIONS),
  domains: scope(DOMAIN_FUNCTIONS),
  expiresAt: z.string().max(40).optional(),
  start: short,
  preset: short,
  seen: short,
  how: z.enum(['', 'invite', 'password']).default(''),
  password: secret,
  passwordAgain: secret,
  yourPassword: secret,
  reason: reasonText,
});

export function accessForm({ access, departments: shown }: Stored): z.ZodType<AccessAnswers> {
  return shape.transform(
    ({ permissions, departments, services, domains, expiresAt, preset, ...rest }): AccessAnswers => {
      const stored = draftOf(access);
      const unseen = deniedDepartments(access).filter((id) => !shown.includes(id));
      const ticked = departments && [...new Set([...departments.ids.map(Number), ...unseen])];
      return {
        ...rest,
        draft: {
          permissions: PERMISSIONS.filter((one) => permissions.includes(one)),
          departments: departments && ticked ? { mode: departments.mode, ids: ticked } : stored.departments,
          services: services ?? stored.services,
          domains: domains ?? stored.domains,
          expiresAt: expiresAt?.trim() ?? stored.expiresAt,
          preset,
        },
      };
    },
  );
}
