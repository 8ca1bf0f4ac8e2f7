// The whole surface: what Express serves is what the registry says, and every route holds its guard (checks 1, 2, 8, 37, 38, 40).
import { expect } from 'chai';
import type { Router } from 'express';
import request from 'supertest';
import { fingerprint } from '../../support/checksum.js';
import { formOf, summaryOf, type Visitor } from '../../support/app.js';
import { plantAccount } from '../../support/billing-accounts.js';
import { world } from '../../support/fixture.js';
import { withServerKeys } from '../../../module/server-keys.js';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every method and path in Express's own stack, routers inside routers included. */
function served(router: Router): string[] {
  return (router as unknown as { stack: Layer[] }).stack.flatMap(function walk(layer): string[] {
    const { route, handle } = layer;
    if (route) return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    return (handle.stack ?? []).flatMap(walk);
  });
}

describe('The surface', () => {
  const w = world();
  const fill = (path: string): string =>
    path
      .replace(':clientId', '1')
      .replace(':contactId', '4')
      .replace(':keyId', '1')
      .replace(':accountId', '1')
      .replace(':field', 'name')
      .replace(':requestId', '1')
      .replace(':presetId', 'accountant')
      .replace('/request-aliases/:market', '/request-aliases/default')
      .replace('/markets/:market', '/markets/AMS')
      .replace(':noticeKey', 'product-mail');

  // The key of client 1 that paths with a key are about.
  before(() =>
    withServerKeys(w.url, (keys) => keys.make(1, { name: 'Surface', scopes: ['contacts:read'], endsOn: '' })),
  );

  // The market that paths with a market are about; without one there are no request aliases.
  before(() => w.sam.submit('/admin/markets/new', { name: 'Amsterdam', code: 'AMS' }));

  // The billing account that paths with an account are about.
  before(() => plantAccount(w.db, { clientId: 1, name: 'EU-01', contactId: 4 }));

  // The notice that was changed, so that it can go back to its shipped rules.
  before(() => w.sam.submit('/admin/notices/product-mail/edit', { name: 'Product news' }));

  // The change request that paths with a request are about.
  before(() => w.ann.submit('/client/company/ask/name', { value: 'Surface BV', reason: 'Tests' }));

  it('is exactly what the registry says', () => {
    const known = w.built.registry.routes.map(({ method, path }) => `${method} ${path}`);
    const found = served(w.built.router).filter((route) => !route.startsWith('GET /assets/'));
    expect(found.toSorted()).to.deep.equal(known.toSorted());
    expect(found.length).to.be.greaterThan(20);
  });

  it('lets nobody in who is not signed in, and nobody’s guess at a session', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const visitors = [await w.visitor(), await w.visitor()];
    for (const { method, path, access } of w.built.registry.routes) {
      // The API has its own: test/integration/api.
      if (!('permission' in access) || 'key' in access) continue;
      for (const [index, visitor] of visitors.entries()) {
        const headers = index === 1 ? { cookie: 'liaison=s%3Aguess.guess' } : {};
        const answer =
          method === 'GET'
            ? await visitor.get(fill(path), headers)
            : await visitor.post(fill(path), {}, headers);
        expect(answer.status, `${method} ${path}`).to.equal(method === 'GET' ? 401 : 403);
      }
    }
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
  });

  it('refuses whoever lacks the permission on every route, and lets in who has it', async () => {
    let looked = 0;
    for (const { method, path, access } of w.built.registry.routes) {
      if (!('permission' in access) || 'key' in access || method !== 'GET') continue;
      if (access.permission === 'login') continue;
      looked += 1;
      expect((await w.bo.get(fill(path))).status, path).to.equal(403);
      const allowed = path.startsWith('/admin') ? w.sam : w.ann;
      expect((await allowed.get(fill(path))).status, path).to.equal(200);
      const other = path.startsWith('/admin') ? w.ann : w.sam;
      expect((await other.get(fill(path))).status, path).to.equal(403);
    }
    expect(looked).to.be.greaterThan(10);
  });

  it('gives no variant of a path more than the path itself', async () => {
    const variants = [
      '/ADMIN/clients',
      '/admin/clients/',
      '//admin/clients',
      '/admin/%63lients',
      '/admin/./clients',
      '/admin/clients;x=1',
    ];
    for (const path of [
      ...variants,
      '/Client/../admin/clients',
      '/client/contacts/%2e%2e/%2e%2e/admin/clients',
    ]) {
      const answer = await w.ann.get(path);
      expect([403, 404], `${path} ${answer.status}`).to.include(answer.status);
    }
    for (const method of ['put', 'patch', 'delete', 'trace'] as const) {
      expect((await request(w.express)[method]('/client/contacts/4')).status, method).to.be.oneOf([403, 404]);
    }
  });

  it('takes no form without this session’s token, from another site, or as another type', async () => {
    const path = '/client/contacts/4/edit';
    const before = await fingerprint(w.db, 'tbl');
    const own = formOf(await w.ann.get(path));
    const strangers = formOf(await w.mira.get('/client/contacts/new'));
    const refused = async (
      visitor: Visitor,
      body: Record<string, string> | string,
      headers: Record<string, string> = {},
    ) => (await visitor.post(path, body, headers)).status;
    const { _csrf: _token, ...without } = own;
    expect(await refused(w.ann, { ...without, note: 'x' })).to.equal(403);
    expect(await refused(w.ann, { ...own, _csrf: strangers['_csrf'] ?? '', note: 'x' })).to.equal(403);
    expect(await refused(w.ann, { ...own, note: 'x' }, { 'sec-fetch-site': 'cross-site' })).to.equal(403);
    expect(await refused(w.ann, { ...own, note: 'x' }, { 'sec-fetch-site': 'same-site' })).to.equal(403);
    expect(
      await refused(w.ann, JSON.stringify({ ...own, note: 'x' }), { 'content-type': 'text/plain' }),
    ).to.equal(403);
    expect(
      await refused(w.ann, JSON.stringify({ ...own, note: 'x' }), { 'content-type': 'application/json' }),
    ).to.equal(403);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    expect(await refused(w.ann, { ...own, note: 'x' }, { 'sec-fetch-site': 'same-origin' })).to.equal(303);
  });

  it('sends its headers with every answer, errors too, and no word about itself', async () => {
    for (const path of ['/client/contacts', '/client/contacts/99999', '/nothing', '/panel/sign-in?token=x']) {
      for (const visitor of [w.ann, await w.visitor()]) {
        const { headers } = await visitor.get(path);
        expect(headers['content-security-policy'], path).to.match(/script-src 'self' 'nonce-[^']+'/);
        expect(headers['content-security-policy']).to.not.contain('unsafe');
        expect(headers['x-content-type-options']).to.equal('nosniff');
        expect(headers['referrer-policy']).to.equal('no-referrer');
        expect(headers['cache-control']).to.equal('no-store');
        expect(headers['x-powered-by']).to.equal(undefined);
      }
    }
    const stranger = await (await w.visitor()).get('/client/contacts');
    const cookie = String(stranger.headers['set-cookie']);
    expect(cookie)
      .to.match(/HttpOnly/)
      .and.to.match(/SameSite=Lax/);
  });

  it('takes hostile values in every field without a fault and without a match', async () => {
    const values = [
      '\u0000',
      'a\r\nBcc: x@y.example',
      '\u202Eevil',
      '\uD800',
      '<img src=x onerror=alert(1)>',
      '😀'.repeat(80),
      "' OR ''='",
      '{{7*7}}',
      '${7*7}',
      '__proto__',
      'x'.repeat(50_000),
      '../../etc/passwd',
      'null',
      '-1',
      '🇳🇱',
      'عربي',
      '中文',
    ];
    const path = '/client/contacts/4/edit';
    const page = await w.ann.get(path);
    const form = formOf(page);
    const fields = Object.keys(form).filter(
      (name) => !['_csrf', 'version', 'requestKey', 'base'].includes(name),
    );
    expect(fields.length).to.be.greaterThan(10);
    for (const field of fields) {
      for (const value of values) {
        const answer = await w.ann.post(path, { ...form, version: 'stale on purpose', [field]: value });
        expect(answer.status, `${field} ${value.slice(0, 20)}`).to.be.oneOf([409, 422]);
        expect(answer.$('main script, main img')).to.have.length(0);
      }
    }
  });

  it('takes objects, lists and depth where a text belongs as “one value”', async () => {
    const path = '/client/contacts/4/edit';
    const { _csrf } = formOf(await w.ann.get(path));
    for (const bad of [
      'email[]=a&email[]=b',
      'email[x]=a',
      'note[__proto__][x]=1',
      'phone=1',
      'phone[number][a]=1',
      'language[]=en',
    ]) {
      const answer = await w.ann.post(path, `_csrf=${_csrf}&version=v&${bad}`);
      expect(answer.status, bad).to.equal(422);
      expect(summaryOf(answer).length, bad).to.be.greaterThan(0);
    }
    expect((await w.ann.post(path, `_csrf=${_csrf}&${'a=1&'.repeat(600)}`)).status).to.be.oneOf([400, 413]);
    expect((await w.ann.post(path, `_csrf=${_csrf}&note=${'x'.repeat(200_000)}`)).status).to.equal(413);
  });
});
