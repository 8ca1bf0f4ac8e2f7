// What a form carries beside the contact's own fields: staff say why, and whether the client is told (S3); whoever adds a
// person may say that a sub-account comes next (S4); email preferences, and what was seen of their effect (U2). None of it
// is the contact's, and none a field of the API's.
import { z } from 'zod';
import { flatten } from '../http/answers.js';
import { line, reasonText } from '../http/form-text.js';
import type { Answers } from '../http/page.js';
import type { ContactDetails } from './contact.js';
import { mailForm, type MailAnswers } from './mail-form.js';

const staffFields = z.object({ reason: reasonText, notifyClient: z.literal('on').optional() });

const mailFields = z.object({ emailCategories: mailForm });
const seenFields = z.object({ seen: line('common:whatChanges', 60).default('') });

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
  mail: MailAnswers;
  /** Of the preview that was shown; '' when none was. */
  seen: string;
  /** As they were typed, for a form that is shown again with its effect. */
  answers: Answers;
}

/** Which of these fields the form has. */
export interface BesideFields {
  staff: boolean;
  login: boolean;
  mail: boolean;
}

/** The contact's own schema with the other fields taken off first. Where one has no place it is an unknown field. */
export function withStaffFields(
  form: z.ZodType<ContactDetails>,
  { staff, login: asksLogin, mail }: BesideFields,
): z.ZodType<Saved> {
  return z.unknown().transform((body, context): Saved => {
    const { reason, notifyClient, login, emailCategories, seen, ...own } = body as Record<string, unknown>;
    const said = staffFields.safeParse(staff ? { reason, notifyClient } : {});
    const asked = loginField.safeParse(asksLogin ? { login, kind: own['kind'] } : {});
    const mailed = mailFields.safeParse(mail ? { emailCategories } : {});
    const looked = seenFields.safeParse({ seen });
    const read = form.safeParse({
      ...own,
      ...unlessTaken(staff, { reason, notifyClient }),
      ...unlessTaken(asksLogin, { login }),
      ...unlessTaken(mail, { emailCategories }),
    });
    for (const { error } of [said, read, asked, mailed, looked]) {
      for (const issue of error?.issues ?? []) context.issues.push(issue as never);
    }
    if (!read.success || !said.success || !asked.success || !mailed.success || !looked.success)
      return z.NEVER;
    return {
      details: read.data,
      reason: said.data.reason,
      notifyClient: said.data.notifyClient === 'on',
      login: asked.data.login === 'yes',
      mail: mailed.data.emailCategories,
      seen: looked.data.seen,
      answers: flatten(body as Record<string, unknown>),
    };
  });
}

// What nobody took off goes to the contact's own schema, which knows no such field.
function unlessTaken(taken: boolean, fields: Record<string, unknown>): Record<string, unknown> {
  return taken ? {} : Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
