// How the doctor says what it found: one line each, with what to do.

export type Level = '✓' | '▲' | '✗';
export type Found = (level: Level, text: string) => void;
