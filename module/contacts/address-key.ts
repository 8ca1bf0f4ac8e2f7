// One mail per address (N1), and registered addresses (N7): the form in which two addresses may be compared.
import { toMailForm } from './email.js';

/** Trimmed, in small letters, the domain as mail servers write it; '' for none. */
export function addressKey(email: string): string {
  if (READY.test(email)) return email;
  const trimmed = email.trim();
  // Nearly all are plain already, and the conversion is what would cost with 10,000 contacts.
  return (PLAIN.test(trimmed) ? trimmed : toMailForm(trimmed)).toLowerCase();
}

const READY = /^[a-z\d_.+@-]*$/;
const PLAIN = /^[\w.+@-]*$/;
