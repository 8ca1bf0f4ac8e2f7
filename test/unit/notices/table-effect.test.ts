// How many clients a change of the notice table reaches (AD9): exact over all of them, and honest when time ran out.
import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import type { ClientOfAll } from '../../../module/notices/all-clients.js';
import type { ClientFacts } from '../../../module/notices/client-facts.js';
import {
  SHIPPED_NOTICES,
  type NoticeDefinition,
  type ShippedNotice,
} from '../../../module/notices/notice.js';
import { noticeReviewLocals } from '../../../module/notices/pages/admin-review.js';
import { changesFor, routingOf, tableChange } from '../../../module/notices/table-change.js';
import { tableEffect, type TableEffect } from '../../../module/notices/table-effect.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { aRequest } from '../http/page-request.js';
import { clientWith, contact, held, noticeOf, owner } from './a-client.js';

const i18n = createI18n(packageRoot, manifest.languages);

const changed = (key: ShippedNotice, parts: Partial<NoticeDefinition>) =>
  tableChange(
    SHIPPED_NOTICES,
    SHIPPED_NOTICES.map((notice) => (notice.key === key ? { ...notice, ...parts } : notice)),
  );

const changedKeys = (client: ClientFacts, change: ReturnType<typeof tableChange>): string[] =>
  changesFor(client, change).map(({ notice }) => notice.key);

async function* each(clients: readonly ClientFacts[]): AsyncGenerator<ClientOfAll> {
  for (const [index, client] of clients.entries())
    yield {
      clientId: index + 1,
      facts: { client, stored: new Map(), told: new Map() },
    };
}

describe('A change of the notice table', () => {
  it('N2 touches the notices of a category that a type brings now, or brings no more', () => {
    const { touched } = changed('security-abuse', { category: 'domain' });
    expect(touched.map(({ before }) => before?.key)).to.deep.equal(['security-abuse', 'domain-notices']);
    const client = clientWith([contact(1, { types: ['security'] })]);
    expect(changedKeys(client, changed('security-abuse', { category: 'domain' }))).to.deep.equal([
      'domain-notices',
    ]);
  });

  it('of a name or a template touches nobody', () => {
    expect(changed('product-mail', { name: 'News', templates: ['New'] }).touched).to.deep.equal([]);
    expect(routingOf(undefined)).to.not.equal(routingOf(noticeOf('product-mail')));
  });

  it('of one that is new reaches everybody whom it finds, and one that is gone nobody', () => {
    const own = { ...noticeOf('access-issues'), key: 'ferry', name: 'Ferry', shipped: false };
    const added = tableChange(SHIPPED_NOTICES, [...SHIPPED_NOTICES, own]);
    const gone = tableChange([...SHIPPED_NOTICES, own], SHIPPED_NOTICES);
    const chosen = clientWith([contact(1, { types: ['admin'] })]);
    const [change] = changesFor(chosen, added);
    expect([change?.added.map(({ name }) => name), change?.falls]).to.deep.equal([['Bo Chen'], false]);
    expect(changesFor(clientWith(), added)[0]?.falls).to.equal(true);
    const [lost] = changesFor(chosen, gone);
    expect([lost?.removed.map(({ name }) => name), lost?.falls]).to.deep.equal([['Bo Chen'], false]);
  });

  it('of who is expected to act is a change too', () => {
    const client = clientWith([contact(1, { types: ['admin'] })], { slots: held({ security: 1 }) });
    const [change] = changesFor(client, changed('access-issues', { requiredFor: 'security' }));
    expect([change?.added, change?.acted?.name, change?.acts?.name]).to.deep.equal([
      [],
      undefined,
      'Bo Chen',
    ]);
  });

  const blocked = { ...owner, blocked: true };
  const toSecurity = changed('access-issues', { types: ['security'] });
  const clients = [
    clientWith([contact(1, { types: ['admin'] })]),
    clientWith([blocked, contact(1, { types: ['admin'] })]),
    clientWith([contact(1, { types: ['security'] })]),
    clientWith([contact(1)]),
    clientWith([blocked]),
  ];

  it('is counted over all clients, the worst first', async () => {
    const { first, ...counts } = await tableEffect(each(clients), toSecurity, 10_000);
    expect(counts).to.deep.equal({ clients: 3, nobody: 1, standIn: 1, looked: 5, complete: true });
    expect(first.map(({ clientId }) => clientId)).to.deep.equal([2, 1, 3]);
  });

  it('shows the first 25 and counts the rest', async () => {
    const many = Array.from({ length: 40 }, () => clients[0] as ClientFacts);
    const { first, clients: count } = await tableEffect(each(many), toSecurity, 10_000);
    expect([first.length, count]).to.deep.equal([25, 40]);
  });

  it('ends when its time is over, and when the panel does not answer in time', async () => {
    async function* slow(): AsyncGenerator<ClientOfAll> {
      for await (const one of each(clients)) {
        yield one;
        const until = performance.now() + 20;
        while (performance.now() < until);
      }
    }
    const late = await tableEffect(slow(), toSecurity, 30);
    expect(late.complete).to.equal(false);
    expect(late.looked).to.be.within(1, 2);
    async function* broken(): AsyncGenerator<ClientOfAll> {
      yield* each(clients.slice(0, 2));
      throw Object.assign(new Error('too slow'), { code: 'ER_STATEMENT_TIMEOUT' });
    }
    expect(await tableEffect(broken(), toSecurity, 10_000)).to.include({ looked: 2, complete: false });
    async function* faulty(): AsyncGenerator<ClientOfAll> {
      yield* each(clients);
      throw new Error('a fault of ours');
    }
    const fault = await tableEffect(faulty(), toSecurity, 10_000).catch(String);
    expect(fault).to.contain('a fault of ours');
  });

  describe('is said in words', () => {
    const said = (effect: Partial<TableEffect>, language = 'en'): string => {
      const counts = {
        clients: 0,
        nobody: 0,
        standIn: 0,
        looked: 900,
        complete: true,
        first: [],
        total: 1900,
      };
      const preview = {
        before: undefined,
        after: undefined,
        table: toSecurity,
        changes: {},
        routes: true,
        seen: 's',
        effect: { ...counts, ...effect, first: [] },
      };
      const page = { title: 't', action: '/', answers: undefined, save: 's', notice: undefined };
      const locals = noticeReviewLocals(preview, page, aRequest({ words: i18n.for(language) }));
      return (locals['effects'] as string[])[0] ?? '';
    };

    it('of all clients, or of those that were looked at', () => {
      expect(said({ clients: 12, nobody: 3 })).to.equal('12 clients change; 3 would reach nobody');
      expect(said({ clients: 1, nobody: 1 })).to.equal('1 client changes; 1 would reach nobody');
      expect(said({ clients: 12 })).to.equal('12 clients change; no notice is left with nobody');
      expect(said({})).to.equal('No client changes: everybody gets what they got');
      expect(said({ clients: 12, nobody: 3, complete: false })).to.equal(
        'At least 12 of the first 900 of 1,900 clients change; at least 3 would reach nobody',
      );
      expect(said({ complete: false })).to.equal('None of the first 900 of 1,900 clients changes');
    });

    for (const language of manifest.languages)
      it(`in ${language}, whatever the numbers`, () => {
        for (const count of [0, 1, 2, 3, 11, 100, 1234])
          for (const nobody of [0, count])
            for (const complete of [true, false])
              expect(said({ clients: count, nobody, complete }, language)).to.not.match(
                /[{}]|notices:|undefined/,
              );
      });
  });
});
