import { expect } from 'chai';
import * as fc from 'fast-check';
import { localPath } from '../../../module/http/local-path.js';

const BASES = ['', '/liaison', '/billing/liaison'];

describe('check 32: where a redirect may lead', () => {
  for (const base of BASES) {
    it(`to pages of ours below “${base}”`, () => {
      for (const own of [
        '/client',
        '/admin',
        '/client/contacts',
        '/client/contacts/12/edit?q=a%20b&page=2',
        '/admin/clients/3/contacts',
        '/client?kind=mailbox',
        '/client/',
      ])
        expect(localPath(`${base}${own}`, base), own).to.equal(`${base}${own}`);
    });

    it(`to nothing else below “${base}”`, () => {
      for (const other of [
        '',
        '/',
        '/sign-out',
        '/panel/sign-in?token=x',
        '/preferences',
        '/clients',
        '/client-file',
        '/admin2',
        '/CLIENT',
        '/assets/x',
        'client/contacts',
        '/ client',
      ])
        expect(localPath(`${base}${other}`, base), other).to.equal(undefined);
    });
  }

  const ATTACKS = [
    '//evil.example',
    '//evil.example/client',
    '///evil.example/client',
    '/\\evil.example/client',
    '\\\\evil.example/client',
    '/client\\..\\..\\evil',
    'https://evil.example/client',
    'HTTPS:evil.example/client',
    'javascript:alert(1)//client',
    'data:text/html,client',
    'evil.example/client',
    '@evil.example/client',
    '/client\r\nLocation: https://evil.example',
    '/client\tx',
    '/\t/evil.example/client',
    '/client\u0000',
    '/client\u0085x',
    ' /client',
    '/.evil.example/client',
    '/%2f/evil.example/client',
    '/liaison//evil.example/client',
    '/liaison@evil.example/client',
    '/liaison/../client',
    '/liaisonevil/client',
  ];
  for (const attack of ATTACKS) {
    it(`never to ${JSON.stringify(attack)}`, () => {
      for (const base of BASES) expect(localPath(attack, base), base).to.equal(undefined);
    });
  }

  it('never to what is no text', () => {
    for (const value of [undefined, null, 1, true, ['/client'], { path: '/client' }, new String('/client')])
      expect(localPath(value, '')).to.equal(undefined);
  });

  it('never off this host, whatever it is', () => {
    const piece = fc.constantFrom('/', '\\', '//', 'client', 'admin', '..', '.', '@', ':', '?', '#', '%2f', '%5c', 'evil.example', 'https:', '\t', '\n', ' '); // prettier-ignore
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    const below = fc.tuple(fc.constantFrom('/client', '/admin', ''), text).map((parts) => parts.join(''));
    let led = 0;
    fc.assert(
      fc.property(below, fc.constantFrom(...BASES), (path, base) => {
        const to = localPath(`${base}${path}`, base);
        if (to === undefined) return;
        led += 1;
        expect(new URL(to, 'https://panel.example').host).to.equal('panel.example');
        expect(to).to.not.match(/\p{Cc}/u);
      }),
      { numRuns: 1000 },
    );
    expect(led, 'paths that were let through').to.be.above(50);
  });
});
