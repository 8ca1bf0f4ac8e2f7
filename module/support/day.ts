// A day as people type it: "2026-11-30".

/** Whether the text is a day of the calendar, in this century or the ones around it. */
export function isDay(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** The day of a moment (UTC). */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
