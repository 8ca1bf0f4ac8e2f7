import { expect } from 'chai';
import {
  expectRows,
  isDuplicate,
  isRetryable,
  isUnreachable,
  translateDatabaseError,
} from '../../../module/support/database.js';
import { NotFoundError, UnavailableError } from '../../../module/support/errors.js';

const failure = (facts: object, message = 'x') => Object.assign(new Error(message), facts);

const AWAY = [
  failure({ code: 'ECONNREFUSED' }),
  failure({ code: 'ENOENT', syscall: 'connect' }),
  failure({ code: 'PROTOCOL_CONNECTION_LOST' }),
  failure({ code: 'PROTOCOL_SEQUENCE_TIMEOUT' }),
  failure({ code: 'ER_CON_COUNT_ERROR', errno: 1040 }),
  failure({ errno: 1969 }),
  failure({ errno: 1927 }),
  failure({ errno: 3024 }),
  failure({ name: 'KnexTimeoutError' }),
  failure({}, 'Knex: Timeout acquiring a connection. The pool is probably full.'),
  failure({}, "Can't add new command when connection is in closed state"),
  failure({}, 'MySQL server has gone away'),
];
const AGAIN = [
  failure({ errno: 1213, code: 'ER_LOCK_DEADLOCK' }),
  failure({ errno: 1205, code: 'ER_LOCK_WAIT_TIMEOUT' }),
  failure({ errno: 1020, code: 'ER_CHECKREAD' }),
  failure({ sqlState: '40001' }),
];
const OURS = [
  failure({ errno: 1062, code: 'ER_DUP_ENTRY', sqlState: '23000' }),
  failure({ errno: 1064, code: 'ER_PARSE_ERROR' }),
  failure({ errno: 1045, code: 'ER_ACCESS_DENIED_ERROR' }),
  failure({ code: 'ENOENT', syscall: 'open' }, 'no such file views/x.ejs'),
  new TypeError('x is not a function'),
  new NotFoundError('contact'),
];
const NO_ERRORS = [undefined, null, 'x', 0, { errno: 1213, code: 'ECONNREFUSED' }];

const named = (error: Error) => JSON.stringify({ ...error, message: error.message });

describe('a failure of the database', () => {
  for (const error of AWAY) {
    it(`means "not now": ${named(error)}`, () => {
      expect(isUnreachable(error)).to.equal(true);
      expect(isRetryable(error)).to.equal(false);
      const translated = translateDatabaseError(error);
      expect(translated).to.be.instanceOf(UnavailableError).with.property('cause', error);
    });
  }

  for (const error of AGAIN) {
    it(`D2 may be tried again: ${named(error)}`, () => {
      expect(isRetryable(error)).to.equal(true);
      expect(isUnreachable(error)).to.equal(false);
      expect(translateDatabaseError(error)).to.be.instanceOf(UnavailableError);
    });
  }

  for (const error of OURS) {
    it(`is given back as it is: ${named(error)}`, () => {
      expect(isUnreachable(error)).to.equal(false);
      expect(isRetryable(error)).to.equal(false);
      expect(translateDatabaseError(error)).to.equal(error);
    });
  }

  it('is none when what was thrown is no error', () => {
    for (const thrown of NO_ERRORS) {
      expect(translateDatabaseError(thrown)).to.equal(thrown);
      expect(isUnreachable(thrown) || isRetryable(thrown) || isDuplicate(thrown)).to.equal(false);
    }
  });

  it('is a duplicate by its number only', () => {
    expect(isDuplicate(failure({ errno: 1062 }))).to.equal(true);
    for (const error of [...AWAY, ...AGAIN]) expect(isDuplicate(error)).to.equal(false);
  });
});

describe('F5 a write that touched another number of rows', () => {
  it('is a loud failure', () => {
    expect(() => expectRows(1, 1, 'row written')).to.not.throw();
    expect(() => expectRows(0, 1, 'row written')).to.throw('row written: 0 rows instead of 1');
    expect(() => expectRows(2, 1, 'row written')).to.throw('row written: 2 rows instead of 1');
  });
});
