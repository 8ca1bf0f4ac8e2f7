// One line of what was found, with how it is meant: for the doctor and for the setup page.

/** ✓ fine · ▲ worth knowing · ✗ in the way. */
export type Level = '✓' | '▲' | '✗';

export interface Finding {
  level: Level;
  text: string;
}
