// What the contact form says to a body: the details it reads, or its refusals as "field: key".
import { toFieldErrors } from '../../../module/http/answers.js';
import type { Contact, ContactDetails } from '../../../module/contacts/contact.js';
import { contactForm } from '../../../module/contacts/forms.js';
import type { FieldErrors } from '../../../module/support/errors.js';

export const ANN = { kind: 'person', firstName: 'Ann', lastName: 'Lee', email: 'ann@corp.example' };

const LANGUAGES = ['en', 'nl', 'ar'];

const parse = (body: unknown, stored?: Contact) =>
  contactForm({ stored, languages: LANGUAGES, heldTypes: [], types: 'multiple' }).safeParse(body);

/** Throws when the form refuses. */
export function accepted(body: unknown, stored?: Contact): ContactDetails {
  const { data, error } = parse(body, stored);
  if (!data) throw new Error(`Refused: ${error?.message}`);
  return data;
}

export function errorsOf(body: unknown, stored?: Contact): FieldErrors {
  const { error } = parse(body, stored);
  return error ? toFieldErrors(error) : {};
}

/** Field → key, without the words that all of them begin with. */
export function refused(body: unknown, stored?: Contact): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errorsOf(body, stored)).map(([field, { key }]) => [
      field,
      key.replace(/^\w+:errors\./, ''),
    ]),
  );
}
