// An access as JSON, for the API: strict, in the words of the form. What is left out stays as it is stored, so that no
// limit is widened by forgetting it (P4).
import { z } from 'zod';
import type { Access } from '../permissions/access.js';
import { DOMAIN_FUNCTIONS, PERMISSIONS, SERVICE_FUNCTIONS } from '../permissions/catalogue.js';

const ids = z
  .array(z.int({ error: 'access:errors.id' }).min(1, { error: 'access:errors.id' }), {
    error: 'access:errors.ids',
  })
  .max(5000, { error: 'access:errors.ids' });

const functionsOf = <T extends string>(known: readonly [T, ...T[]]) =>
  z.array(z.enum(known, { error: 'access:errors.function' }), { error: 'access:errors.function' }).max(20);

const scopeOf = <T extends string>(known: readonly [T, ...T[]], id: string) =>
  z
    .discriminatedUnion(
      'mode',
      [
        z.strictObject({ mode: z.literal('none') }),
        z.strictObject({ mode: z.literal('all'), functions: functionsOf(known) }),
        z.strictObject({
          mode: z.literal('only'),
          grants: z
            .array(z.strictObject({ id: z.int().min(1), functions: functionsOf(known) }))
            .max(5000, { error: 'access:errors.ids' }),
        }),
      ],
      { error: 'access:errors.mode' },
    )
    .meta({ id });

export const accessBody = z
  .strictObject({
    permissions: z
      .array(z.enum(PERMISSIONS as [string, ...string[]], { error: 'access:errors.permission' }), {
        error: 'access:errors.permission',
      })
      .max(50)
      .optional(),
    departments: z
      .discriminatedUnion(
        'mode',
        [z.strictObject({ mode: z.literal('all') }), z.strictObject({ mode: z.literal('except'), ids })],
        { error: 'access:errors.mode' },
      )
      .optional()
      .meta({ description: 'Departments of the tickets: all but these, also new ones' }),
    services: scopeOf(SERVICE_FUNCTIONS, 'ServiceScope').optional(),
    domains: scopeOf(DOMAIN_FUNCTIONS, 'DomainScope').optional(),
    expiresAt: z.iso
      .datetime({ error: 'access:errors.moment' })
      .nullable()
      .optional()
      .meta({ description: 'From then on it no longer works; null = it does not end' }),
  })
  .meta({ id: 'Access' });

/** The whole access: what was sent, and for the rest what is stored. */
export function withStored(sent: z.infer<typeof accessBody>, stored: Access): Access {
  const { expiresAt, ...given } = sent;
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const ends =
    expiresAt === undefined ? stored.expiresAt : expiresAt === null ? undefined : new Date(expiresAt);
  return { ...stored, ...(known as Partial<Access>), expiresAt: ends };
}

export function accessResource({ expiresAt, ...access }: Access): object {
  return { ...access, expiresAt: expiresAt?.toISOString() ?? null };
}
