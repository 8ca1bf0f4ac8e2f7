// How the doctor says what it found: one line each, in English, with what to do.
import { manifest } from '../manifest.js';
import type { Level } from '../support/finding.js';
import { createI18n } from '../support/i18n.js';
import { packageRoot } from '../support/paths.js';

export type { Level };
export type Found = (level: Level, text: string) => void;

/** For what the setup page says too, in the language of its reader. */
export const DOCTORS_WORDS = createI18n(packageRoot, manifest.languages).for('en');
