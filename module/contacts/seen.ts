// What somebody saw of a change before they saved it (U2): which answers, and what they would have done to who gets what.
// Other answers make a preview say nothing; the same answers with another effect make it stale.
import type { ContactMailPlan } from '../notices/contact-mail.js';

type Shown = Pick<ContactMailPlan, 'asked' | 'seen'>;

export const seenOf = ({ asked, seen }: Shown): string => `${asked}.${seen}`;

export const isSeen = (seen: string, now: Shown): boolean => seen === seenOf(now);

/** The same was asked for, and it would no longer do what was shown. */
export const isNoLonger = (seen: string, now: Shown): boolean =>
  seen.startsWith(`${now.asked}.`) && !isSeen(seen, now);
