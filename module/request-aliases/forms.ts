// What may be asked and chosen about request aliases: the address of the page that chooses somebody, its form, and the
// API's body.
import { z } from 'zod';
import { pickerQuery } from '../contacts/picker.js';
import { reasonText } from '../http/form-text.js';
import type { AliasWish } from './plan.js';

const CONTACT = { error: 'request-aliases:errors.contact' };
const MARKET = { error: 'request-aliases:errors.market' };

const contactId = z
  .string(CONTACT)
  .regex(/^(0|[1-9]\d{0,14})$/, CONTACT)
  .transform(Number);
const market = z
  .string(MARKET)
  .max(40, MARKET)
  .refine((code) => code !== '', MARKET);
const seen = z
  .string({ error: 'common:errors.oneValue' })
  .max(60, { error: 'common:errors.oneValue' })
  .default('');

export interface TypedAlias {
  wish: AliasWish;
  seen: string;
  reason: string;
}

const ofOne = z.strictObject({ contactId, seen, reason: reasonText });
const ofAny = ofOne.extend({ market });

/** `code` undefined: a market is chosen too. */
export const aliasForm = (code: string | undefined): z.ZodType<TypedAlias> =>
  code === undefined
    ? ofAny.transform(({ market: chosen, contactId: to, ...beside }) => ({
        wish: { code: chosen, contactId: to, isNew: true },
        ...beside,
      }))
    : ofOne.transform(({ contactId: to, ...beside }) => ({ wish: { code, contactId: to }, ...beside }));

export const removeForm = z.strictObject({ seen, reason: reasonText });

export const aliasQuery = pickerQuery.extend({ market: z.string().max(40).catch('') });
export type AliasQuery = z.infer<typeof aliasQuery>;

export const aliasBody = z
  .strictObject({
    contactId: z
      .int(CONTACT)
      .min(0, CONTACT)
      .meta({ description: '0 is the owner; any contact, also one without types' }),
  })
  .meta({ id: 'ChooseRequestAlias' });
