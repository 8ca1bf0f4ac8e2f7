// Whether it is really them (P4): the password of whoever gives far-reaching access, asked again when it was not asked
// for in the last minutes. Wrong tries are counted per login, whichever client it is used for.
import type { PanelLogins } from '../panels/panel-logins.js';
import type { Actor, Identity } from '../permissions/actor.js';
import type { Executor } from '../support/database.js';
import type { Message } from '../support/errors.js';
import type { RateLimiter } from '../support/rate-limit.js';

export interface FreshCheck {
  /** Where it can be checked: here, only at the panel (a second factor), or nobody is asked (staff). */
  where(actor: Actor): Promise<'here' | 'panel' | 'nowhere'>;
  /** What is wrong with the password; undefined when it is theirs. Throws TooManyError after too many wrong ones. */
  check(actor: Actor, password: string): Promise<Message | undefined>;
}

type LoginIdentity = Identity & { kind: 'login' };

export function createFreshCheck(deps: {
  logins: Pick<PanelLogins, 'find' | 'checkPassword'>;
  guesses: RateLimiter;
  on: Executor;
}): FreshCheck {
  const { logins, guesses, on } = deps;
  return {
    async where({ identity }) {
      if (identity.kind !== 'login') return 'nowhere';
      const login = await logins.find(identity.clientId, refOf(identity), on);
      return login && !login.secondFactor ? 'here' : 'panel';
    },

    async check({ identity }, password) {
      if (identity.kind !== 'login') throw new Error('Only a login has a password that can be checked');
      if (password === '') return { key: 'access:errors.yourPassword' };
      const key = keyOf(identity);
      // Counted before it is looked at, so that tries side by side cannot slip through together.
      await guesses.consume(key);
      if (!(await logins.checkPassword(identity.clientId, refOf(identity), password, on)))
        return { key: 'access:errors.notYourPassword' };
      await guesses.reset(key);
      return undefined;
    },
  };
}

// The panel names its owner's own login by 0 where contacts are logins.
const refOf = ({ userId, contactId }: LoginIdentity) => ({ userId, contactId });

const keyOf = ({ clientId, userId, contactId }: LoginIdentity): string =>
  userId === null ? `contact:${clientId}:${contactId}` : `user:${userId}`;
