// The state of a sub-account as shape and word (A1, AX11): the same on the list, on a contact and in every preview.
import type { LoginState } from '../../permissions/subject.js';
import type { Translator } from '../../support/i18n.js';

export interface LoginBadge {
  /** Of partials/icon. */
  shape: 'ring' | 'quarter' | 'disc' | 'bars' | 'square';
  word: string;
  tone: 'plain' | 'info' | 'ok' | 'warn';
}

const LOOK: Record<LoginState, Omit<LoginBadge, 'word'>> = {
  none: { shape: 'ring', tone: 'plain' },
  invited: { shape: 'quarter', tone: 'info' },
  active: { shape: 'disc', tone: 'ok' },
  suspended: { shape: 'bars', tone: 'warn' },
  ended: { shape: 'square', tone: 'plain' },
};

export const loginWord = (state: LoginState, { t }: Translator): string =>
  t(`sub-accounts:login.states.${state}`);

export const loginBadge = (state: LoginState, words: Translator): LoginBadge => ({
  ...LOOK[state],
  word: loginWord(state, words),
});
