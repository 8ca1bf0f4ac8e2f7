// The one source of the present moment, so that tests can set it.

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** "2026-11-22 09:30:00": the form in which our tables hold a moment, always UTC. */
export function toSqlTime(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

/** The moment of a DATETIME text of ours (UTC); undefined for NULL and for MySQL's zero date. */
export function fromSqlTime(text: string | null | undefined): Date | undefined {
  if (!text || text.startsWith('0000')) return undefined;
  return new Date(`${text.replace(' ', 'T')}Z`);
}
