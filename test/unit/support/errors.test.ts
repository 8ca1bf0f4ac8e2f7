import { expect } from 'chai';
import * as errors from '../../../module/support/errors.js';

const ALL: [errors.LiaisonError, name: string, code: string, message: string][] = [
  [new errors.InputError({ firstName: { key: 'a:b' }, 'phone.number': { key: 'a:c' } }), 'InputError', 'input', 'Input refused: firstName, phone.number'],
  [new errors.NotAllowedError('contacts.manage', [{ key: 'a:b' }]), 'NotAllowedError', 'notAllowed', 'Not allowed: contacts.manage'],
  [new errors.NotFoundError('contact'), 'NotFoundError', 'notFound', 'Not found: contact'],
  [new errors.ConflictError({ key: 'a:b', params: { name: 'Ann Lee' } }), 'ConflictError', 'conflict', 'Conflict: a:b'],
  [new errors.AuthenticationError({ key: 'a:b' }), 'AuthenticationError', 'authentication', 'Not signed in: a:b'],
  [new errors.TooManyError(30), 'TooManyError', 'tooMany', 'Too many: again in 30 s'],
  [new errors.UnavailableError(new Error('Access denied for ann@db')), 'UnavailableError', 'unavailable', 'A part we depend on does not answer'],
]; // prettier-ignore

describe('the seven errors of the domain', () => {
  it('are all that there are', () => {
    const exported = Object.keys(errors).filter((name) => /^[A-Z]/.test(name) && name !== 'LiaisonError');
    expect(ALL.map(([, name]) => name)).to.have.members(exported);
  });

  for (const [error, name, code, message] of ALL) {
    it(`${name} says what it is, and quotes no value`, () => {
      expect(error).to.be.instanceOf(Error).and.instanceOf(errors.LiaisonError);
      expect(error).to.include({ name, code, message });
      expect(Object.prototype.toString.call(error)).to.equal('[object Error]');
      expect(error.stack).to.contain('errors.test');
    });
  }

  it('have a code each', () => {
    expect(new Set(ALL.map(([{ code }]) => code)).size).to.equal(ALL.length);
  });

  it('carry what an answer needs', () => {
    const cause = new Error('gone');
    expect(new errors.UnavailableError(cause).cause).to.equal(cause);
    expect(new errors.ConflictError({ key: 'a:b' }).reasons).to.deep.equal([{ key: 'a:b' }]);
    expect(new errors.ConflictError({ key: 'a:b' }).stale).to.equal(false);
    expect(errors.staleError('a:b').stale).to.equal(true);
    expect(new errors.InputError({ a: { key: 'a:b' } }).fields).to.deep.equal({ a: { key: 'a:b' } });
  });
});
