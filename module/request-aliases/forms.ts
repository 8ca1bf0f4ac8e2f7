// What may be asked and chosen about request aliases: the address of the page that chooses somebody, its form, and the
// API's body.
import { z } from 'zod';
import { line } from '../http/form-text.js';
import type { AliasWish } from './plan.js';

const CONTACT = { error: 'request-aliases:errors.contact' };

const contactId = z
  .string(CONTACT)
  .regex(/^(0|[1-9]\d{0,14})$/, CONTACT)
  .transform(Number);
const market = z
  .string({ error: 'request-aliases:errors.market' })
  .max(40, { error: 'request-aliases:errors.market' })
  .refine((code) => code !== '', { error: 'request-aliases:errors.market' });
const seen = z
  .string({ error: 'common:errors.oneValue' })
  .max(60, { error: 'common:errors.oneValue' })
  .default('');
const reason = line('common:reason', 500).default('');

export const chooseForm = z.strictObject({ contactId, seen, reason });
export const addForm = z.strictObject({ market, contactId, seen, reason });
export const removeForm = z.strictObject({ seen, reason });

const askedOfOne = z.object({ contactId });
const askedOfAny = z.object({ market, contactId });

/** What an address asks to be shown: whether it can be read is said once it asks for what changes. */
export const pickerQuery = z.object({
  q: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  market: z.string().max(40).catch(''),
  contactId: z.string().max(20).catch(''),
  show: z.literal('changes').optional().catch(undefined),
});
export type PickerQuery = z.infer<typeof pickerQuery>;

/** `code` undefined: a market is chosen too. */
export const askedForm = (code: string | undefined): z.ZodType<AliasWish> =>
  code === undefined
    ? askedOfAny.transform((asked) => ({ code: asked.market, contactId: asked.contactId, isNew: true }))
    : askedOfOne.transform((asked) => ({ code, contactId: asked.contactId }));

export const aliasBody = z
  .strictObject({
    contactId: z
      .int(CONTACT)
      .min(0, CONTACT)
      .meta({ description: '0 is the owner; any contact, also one without types' }),
  })
  .meta({ id: 'ChooseRequestAlias' });
