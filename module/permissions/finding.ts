// One thing that speaks for or against an answer, with its words (P5).
import type { Message } from '../support/errors.js';
import type { Ceiling } from './ceilings.js';
import type { Subject } from './subject.js';

export interface Finding {
  /** `tells` decides nothing, but belongs to the whole answer. */
  verdict: 'grants' | 'denies' | 'tells';
  reason: Message;
}

/** What speaks for and against one question besides login and ceilings, in P5's order. */
export interface Rights {
  needsLogin: boolean;
  isDeniedBy: (ceiling: Ceiling) => boolean;
  findings: readonly Finding[];
}

/** Why the owner, or the provider, needs no grant. */
export function standing(subject: Subject): Finding {
  if (!subject.provider) return grants('owner');
  return grants(subject.kind === 'key' ? 'providerKey' : 'staff');
}

const because = (key: string, params?: Message['params']): Message => ({
  key: `permissions:because.${key}`,
  ...(params && { params }),
});

export const grants = (key: string, params?: Message['params']): Finding => ({
  verdict: 'grants',
  reason: because(key, params),
});

export const denies = (key: string, params?: Message['params']): Finding => ({
  verdict: 'denies',
  reason: because(key, params),
});
