// Lists as the API gives them: a page of things with where it lies among all of them.
import { z } from 'zod';

const number = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: 'api:query.number' })
    .transform(Number)
    .refine((value) => value <= max, { error: 'api:query.tooMany' });

/** `limit` (1–100) and `offset` of every list. */
export const pageQuery = {
  limit: number(100)
    .refine((value) => value >= 1, { error: 'api:query.number' })
    .default(25)
    .meta({ description: 'At most 100', override: { type: 'integer', minimum: 1, maximum: 100 } }),
  offset: number(999_999_999)
    .default(0)
    .meta({ override: { type: 'integer', minimum: 0 } }),
};

/** A word out of a fixed list, in any case; several with commas. */
export const words = <Word extends string>(known: readonly Word[]) =>
  z
    .string()
    .max(200)
    .transform((text) => text.toLowerCase().split(',').filter(Boolean))
    .refine((list): list is Word[] => list.every((word) => (known as readonly string[]).includes(word)), {
      error: 'api:query.unknown',
    })
    .default([])
    .meta({ description: `Any of ${known.join(', ')}, with commas`, override: { type: 'string' } });

const metadataShape = z
  .object({ limit: z.int(), offset: z.int(), totalCount: z.int() })
  .meta({ id: 'Metadata', description: 'Where this page lies in the whole list' });

export const listShape = (name: string, item: z.ZodType) =>
  z.object({ _metadata: metadataShape, [name]: z.array(item) });

export function listBody(
  name: string,
  items: readonly object[],
  { limit, offset }: { limit: number; offset: number },
  totalCount: number,
) {
  return { _metadata: { limit, offset, totalCount }, [name]: items };
}
