// The doctor on what the panel can hold: what it holds itself, what only we keep and enforce, and what is not possible here.
import { capabilityFindings } from '../panels/panel-findings.js';
import type { Panel } from '../panels/panel.js';
import { DOCTORS_WORDS, type Found } from './finding.js';

export function checkCapabilities(panel: Panel, found: Found): void {
  for (const { level, text } of capabilityFindings(panel, DOCTORS_WORDS)) found(level, text);
}
