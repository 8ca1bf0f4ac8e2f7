// What may be typed and chosen about billing accounts, as strict schemas for pages and API.
import { z } from 'zod';
import { pickerQuery } from '../contacts/picker.js';
import { line, reasonText } from '../http/form-text.js';
import { PAGE_SIZE } from '../http/pagination.js';

const NAME_MAX = 64;
const SELECT = { error: 'billing-accounts:errors.select' };

/** How pages and links write whom to choose: a contact's id, or nobody. */
export const NOBODY = 'none';

const contactId = z
  .string(SELECT)
  .regex(/^(none|0|[1-9]\d{0,14})$/, SELECT)
  .transform((text) => (text === NOBODY ? undefined : Number(text)));

export const accountName = line('billing-accounts:fields.name', NAME_MAX);
/** Of one that has no common name to fall back to. */
export const newName = accountName.refine((name) => name !== '', { error: 'billing-accounts:errors.name' });

const seen = z.string().max(100).optional();
const reason = reasonText;

export const chooseForm = z.strictObject({ contactId, seen, reason });
export const addForm = z.strictObject({
  name: newName,
  contactId: contactId.refine((id) => id !== undefined, SELECT),
  seen,
  reason,
});
export const renameForm = z.strictObject({ name: accountName, reason });
export const removeForm = z.strictObject({ seen: z.string().max(100).default(''), reason });

const ids = z
  .array(z.string().regex(/^(|[1-9]\d{0,14})$/))
  .max(PAGE_SIZE + 1)
  .transform((list) => list.filter((text) => text !== '').map(Number));
export const servicesForm = z.strictObject({ shown: ids.default([]), services: ids.default([]), reason });

/** Of a new account: its name is asked for beside its contact. As typed, too. */
export const addQuery = pickerQuery.extend({ name: z.string().max(200).catch('') });
export type AddQuery = z.infer<typeof addQuery>;
