// What staff add to a change beside the contact's own fields: why, and whether the client is told (S3).
import { z } from 'zod';
import { line } from '../http/form-text.js';
import type { ContactDetails } from './contact.js';

export const reasonField = line('common:reason', 500).default('');

const staffFields = z.object({ reason: reasonField, notifyClient: z.literal('on').optional() });

export interface Saved {
  details: ContactDetails;
  reason: string;
  notifyClient: boolean;
}

/** The contact's own schema with staff's fields taken off first. In a client's form those are unknown fields. */
export function withStaffFields(form: z.ZodType<ContactDetails>, staff: boolean): z.ZodType<Saved> {
  return z.unknown().transform((body, context): Saved => {
    const { reason, notifyClient, ...own } = body as Record<string, unknown>;
    const said = staffFields.safeParse(staff ? { reason, notifyClient } : {});
    const read = form.safeParse(staff ? own : body);
    for (const issue of [...(said.error?.issues ?? []), ...(read.error?.issues ?? [])]) {
      context.issues.push(issue as never);
    }
    if (!read.success || !said.success) return z.NEVER;
    return { details: read.data, reason: said.data.reason, notifyClient: said.data.notifyClient === 'on' };
  });
}
