// May this login do this, and why (P1, P5)? Pure and total. Pages, guards and explanations ask it and nothing else, so
// that what is said and what is done cannot drift apart.
import { isoText } from './access.js';
import { levelsThat } from './ceilings.js';
import type { Finding, Rights } from './finding.js';
import type { Decision, Question } from './question.js';
import { rightsOn } from './rights.js';
import { hasRunOut, type Subject } from './subject.js';

// Also of what the catalogue does not know: it is granted to nobody, whoever they are.
const NOT_GRANTED: Finding = { verdict: 'denies', reason: { key: 'permissions:because.notGranted' } };

/**
 * The decision at `now`, with its reasons in P5's order. Their params hold what is known here; a presenter puts them
 * into words: it adds `provider`, and turns `department` (an id) into a name and `at` (ISO 8601) into a date.
 */
export function explainAccess(subject: Subject, question: Question, now: Date): Decision {
  const rights = rightsOn(subject, question);
  const findings = rights
    ? [
        ...(rights.needsLogin ? loginFindings(subject, now) : []),
        ...ceilingFindings(subject, rights),
        ...rights.findings,
      ]
    : [];
  const deciding =
    findings.find(({ verdict }) => verdict === 'denies') ??
    findings.find(({ verdict }) => verdict === 'grants') ??
    NOT_GRANTED;
  const others = findings.filter((finding) => finding !== deciding);
  return {
    allowed: deciding.verdict === 'grants',
    reasons: [deciding, ...others].map(({ reason }) => reason),
  };
}

function loginFindings(subject: Subject, now: Date): Finding[] {
  const findings: Finding[] = [];
  if (subject.login !== 'active')
    findings.push({ verdict: 'denies', reason: { key: `permissions:because.login.${subject.login}` } });
  if (hasRunOut(subject, now)) {
    const params = { at: isoText(subject.access.expiresAt) };
    findings.push({ verdict: 'denies', reason: { key: 'permissions:because.expired', params } });
  }
  return findings;
}

function ceilingFindings(subject: Subject, { isDeniedBy }: Rights): Finding[] {
  if (subject.provider) return [];
  return levelsThat(subject.ceilings, isDeniedBy).map((level) => ({
    verdict: 'denies',
    reason: { key: `permissions:because.ceiling.${level}` },
  }));
}
