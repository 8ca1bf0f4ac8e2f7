// What may be typed to sign in and to set a password. Messages are language keys. Pure.
import { z } from 'zod';
import { line } from '../http/form-text.js';
import type { Message } from '../support/errors.js';

/** Why a new password will not do; undefined when it will. */
export type PasswordFault = (password: string) => Message | undefined;

const email = line('sign-in:fields.email', 320)
  .default('')
  .refine((address) => address !== '', { error: 'sign-in:errors.email' });

// As it was typed: a space at the end is part of it.
const typed = z.string({ error: 'common:errors.oneValue' }).default('');
const own = typed
  .refine((password) => password !== '', { error: 'sign-in:errors.password' })
  .refine((password) => password.length <= 1024, { error: 'sign-in:errors.ownPassword' });

export const signInForm: z.ZodType<{ email: string; password: string }> = z.strictObject({
  email,
  password: own,
});

export const addressForm: z.ZodType<{ email: string }> = z.strictObject({ email });

export const ownPasswordForm: z.ZodType<{ password: string }> = z.strictObject({ password: own });

export const emptyForm: z.ZodType<{ password?: never }> = z.strictObject({});

/** Which of so many. */
export const choiceForm = (count: number): z.ZodType<{ client: number }> =>
  z.strictObject({
    client: z
      .string({ error: 'sign-in:errors.client' })
      .regex(/^\d{1,3}$/, { error: 'sign-in:errors.client' })
      .transform(Number)
      .refine((index) => index < count, { error: 'sign-in:errors.client' }),
  });

/** Twice the same, and good enough. */
export const newPasswordForm = (fault: PasswordFault): z.ZodType<{ password: string }> =>
  z
    .strictObject({ password: typed, again: typed })
    .superRefine(({ password, again }, context) => {
      const found = fault(password);
      const refuse = (path: string, { key, params = {} }: Message): void =>
        context.addIssue({ code: 'custom', message: key, params, path: [path] });
      if (found) refuse('password', found);
      else if (password !== again) refuse('again', { key: 'sign-in:errors.different' });
    })
    .transform(({ password }) => ({ password }));
