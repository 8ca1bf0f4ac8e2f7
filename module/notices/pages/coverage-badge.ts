// Whether a notice arrives, as shape and word (N6): the same on the overview, the table of notices and the simulator.
import type { Translator } from '../../support/i18n.js';
import type { CoverageStatus } from '../coverage.js';

export interface CoverageBadge {
  /** Of partials/icon. */
  icon: 'check' | 'triangle' | 'diamond' | 'octagon';
  tone: 'ok' | 'warn' | 'bad';
  word: string;
}

const LOOK: Record<CoverageStatus, Omit<CoverageBadge, 'word'>> = {
  covered: { icon: 'check', tone: 'ok' },
  thin: { icon: 'triangle', tone: 'warn' },
  standIn: { icon: 'diamond', tone: 'warn' },
  nobody: { icon: 'octagon', tone: 'bad' },
};

export const coverageBadge = (status: CoverageStatus, { t }: Translator): CoverageBadge => ({
  ...LOOK[status],
  word: t(`notices:statuses.${status}`),
});
