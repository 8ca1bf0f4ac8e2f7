// The fixed date and the fixed chance of the sample data, so that every load gives the same rows.

/** The moment the sample data was "made"; panel-local time, as hosts.md 1.2 infers for created_at. */
export const SAMPLE_NOW = '2026-11-01 12:00:00';

export interface SeededRandom {
  /** A whole number from 0 up to, but not including, `below`. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  uuid(): string;
}

/** A small repeatable generator (mulberry32): no security in it, and none needed. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('Nothing to pick from');
      return picked;
    },
    chance: (percent) => below(100) < percent,
    uuid: () => {
      const hex = Array.from({ length: 32 }, () => below(16).toString(16)).join('');
      return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
    },
  };
}

/** `YYYY-MM-DD HH:MM:SS`, that many days before (negative: after) SAMPLE_NOW, optionally minutes off. */
export function daysBefore(days: number, minutes = 0): string {
  const moment = Date.UTC(2026, 10, 1, 12, minutes) - days * 86_400_000;
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}

/** The date part of `daysBefore`. */
export function dateBefore(days: number): string {
  return daysBefore(days).slice(0, 10);
}
