// bcrypt beside the process: what it answers, that others are served meanwhile, and how many may wait.
import { expect } from 'chai';
import { bcryptHash, bcryptMatches, isBcryptHash } from '../../../module/support/bcrypt.js';
import { UnavailableError } from '../../../module/support/errors.js';

const HASH = '$2y$10$Kx7uQ2mVbT0eRzWc9yHs5Oy8/1IfXjZIXk1bDNoNex6WZDOpBfJai';

describe('bcrypt', () => {
  it('writes what it reads, in PHP’s prefix and with the cost that was asked', async () => {
    const hash = await bcryptHash('päss', 4);
    expect(hash).to.match(/^\$2y\$04\$/);
    expect(await bcryptMatches('päss', hash)).to.equal(true);
    expect(await bcryptMatches('pass', hash)).to.equal(false);
  });

  it('reads a hash of PHP’s in each prefix', async () => {
    for (const prefix of ['$2y$', '$2a$', '$2b$'])
      expect(await bcryptMatches('liaison-sample', HASH.replace('$2y$', prefix)), prefix).to.equal(true);
  });

  it('computes nothing for a text that is no hash, or would take minutes', async () => {
    const none = [
      '',
      'x',
      '$2y$10$',
      HASH.slice(0, -1),
      `${HASH}x`,
      `${HASH}\n`,
      HASH.replace('$2y$', '$2x$'),
    ];
    for (const text of [...none, HASH.replace('$10$', '$31$'), HASH.replace('$10$', '$03$')]) {
      expect(isBcryptHash(text), text).to.equal(false);
      expect(await bcryptMatches('liaison-sample', text), text).to.equal(false);
    }
  });

  it('lets the process do other things meanwhile', async () => {
    await bcryptMatches('warm', HASH);
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    await Promise.all([1, 2, 3].map(() => bcryptMatches('x', HASH)));
    clearInterval(turning);
    expect(turns).to.be.above(20);
  });

  it('refuses whom it would let wait too long, and serves the others', async () => {
    const quick = await bcryptHash('x', 4);
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => bcryptMatches('x', quick)));
    const served = answers.filter((one) => one.status === 'fulfilled');
    expect(served.map(({ value }) => value)).to.deep.equal(Array.from({ length: 20 }, () => true));
    for (const one of answers)
      if (one.status === 'rejected') expect(one.reason).to.be.instanceOf(UnavailableError);
    expect(await bcryptMatches('x', quick)).to.equal(true);
  });
});
