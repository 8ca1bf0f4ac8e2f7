// The token of a link to confirm an address: what we signed is read, and nothing else.
import { SignJWT } from 'jose';
import { expect } from 'chai';
import { createConfirmTokens } from '../../../module/confirmations/token.js';
import { signHandOver } from '../../../module/sign-in/hand-over.js';

const SECRET = 'a secret of at least thirty-two characters';
const CLAIMS = { clientId: 1, contactId: 4, address: 'dee@corp.example' };
const DAY = 86_400_000;

describe('The token to confirm an address', () => {
  let now = Date.parse('2026-11-20T09:00:00Z');
  const clock = { now: () => new Date(now) };
  const tokens = createConfirmTokens(SECRET, clock);

  it('says whose address it is and which, for 30 days, and after them still whose', async () => {
    const token = await tokens.sign(CLAIMS);
    expect(await tokens.read(token)).to.deep.equal({ claims: CLAIMS, hasEnded: false });
    now += 30 * DAY - 1000;
    expect((await tokens.read(token))?.hasEnded).to.equal(false);
    now += 2000;
    expect(await tokens.read(token)).to.deep.equal({ claims: CLAIMS, hasEnded: true });
  });

  it('is none when another secret signed it, or one letter of it is another', async () => {
    const token = await tokens.sign(CLAIMS);
    const others = createConfirmTokens('another secret of thirty-two characters', clock);
    expect(await tokens.read(await others.sign(CLAIMS))).to.equal(undefined);
    const [head, body, signature = ''] = token.split('.');
    const swapped = signature.startsWith('A') ? 'B' : 'A';
    expect(await tokens.read([head, body, swapped + signature.slice(1)].join('.'))).to.equal(undefined);
    const bare = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await tokens.read(`${bare}.${body}.`)).to.equal(undefined);
    for (const text of ['', 'x', 'a.b.c', 'ä'.repeat(300)])
      expect(await tokens.read(text)).to.equal(undefined);
  });

  it('is no other token of ours, and none without an end or of other content', async () => {
    const identity = { kind: 'staff', staffId: 1 } as const;
    const handOver = { identity, returnTo: undefined, locale: undefined };
    expect(
      await tokens.read(await signHandOver(SECRET, handOver, 'one token id of its own', clock)),
    ).to.equal(undefined);
    const sign = (claims: Record<string, unknown>, ends: boolean) => {
      const jwt = new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('liaison')
        .setAudience('liaison-confirm');
      if (ends) jwt.setExpirationTime(Math.floor(now / 1000) + 60);
      return jwt.sign(new TextEncoder().encode(SECRET));
    };
    expect(await tokens.read(await sign({ ...CLAIMS }, false))).to.equal(undefined);
    expect(await tokens.read(await sign({ ...CLAIMS, contactId: '4' }, true))).to.equal(undefined);
    expect((await tokens.read(await sign({ ...CLAIMS }, true)))?.claims).to.deep.equal(CLAIMS);
  });
});
