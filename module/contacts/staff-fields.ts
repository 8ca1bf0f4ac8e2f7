// What a form carries beside the contact's own fields: staff say why, and whether the client is told (S3); whoever adds a
// person may say that a sub-account comes next (S4). None of it is the contact's, and none a field of the API's.
import { z } from 'zod';
import { line } from '../http/form-text.js';
import type { ContactDetails } from './contact.js';

export const reasonField = line('common:reason', 500).default('');

const staffFields = z.object({ reason: reasonField, notifyClient: z.literal('on').optional() });

// A6: an address that several people read is nobody's login.
const loginField = z
  .object({
    login: z.enum(['no', 'yes'], { error: 'common:errors.oneValue' }).default('no'),
    kind: z.unknown().optional(),
  })
  .refine(({ login, kind }) => login === 'no' || kind !== 'mailbox', {
    path: ['login'],
    message: 'sub-accounts:mailbox',
  });

export interface Saved {
  details: ContactDetails;
  /** Access is chosen next. */
  login: boolean;
  reason: string;
  notifyClient: boolean;
}

/** The contact's own schema with the other fields taken off first. Where one has no place it is an unknown field. */
export function withStaffFields(
  form: z.ZodType<ContactDetails>,
  { staff, login: asksLogin }: { staff: boolean; login: boolean },
): z.ZodType<Saved> {
  return z.unknown().transform((body, context): Saved => {
    const { reason, notifyClient, login, ...own } = body as Record<string, unknown>;
    const said = staffFields.safeParse(staff ? { reason, notifyClient } : {});
    const asked = loginField.safeParse(asksLogin ? { login, kind: own['kind'] } : {});
    const read = form.safeParse({
      ...own,
      ...unlessTaken(staff, { reason, notifyClient }),
      ...unlessTaken(asksLogin, { login }),
    });
    for (const { error } of [said, read, asked]) {
      for (const issue of error?.issues ?? []) context.issues.push(issue as never);
    }
    if (!read.success || !said.success || !asked.success) return z.NEVER;
    return {
      details: read.data,
      reason: said.data.reason,
      notifyClient: said.data.notifyClient === 'on',
      login: asked.data.login === 'yes',
    };
  });
}

// What nobody took off goes to the contact's own schema, which knows no such field.
function unlessTaken(taken: boolean, fields: Record<string, unknown>): Record<string, unknown> {
  return taken ? {} : Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
