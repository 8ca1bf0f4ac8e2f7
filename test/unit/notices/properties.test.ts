// What holds for every client, notice and change, not only for those in the tables.
import { expect } from 'chai';
import * as fc from 'fast-check';
import { addressKey } from '../../../module/contacts/address-key.js';
import { resetToTypes, understandPanelFlags } from '../../../module/notices/by-hand.js';
import { contextsOf, rolesOf, type ClientFacts } from '../../../module/notices/client-facts.js';
import { recipientChanges } from '../../../module/notices/compare.js';
import { coverageOf, statusOf } from '../../../module/notices/coverage.js';
import { appliesTo, EMAIL_CATEGORIES, SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import { panelFlags } from '../../../module/notices/panel-flags.js';
import { effectiveCategories, flagsFor, preferenceReasons } from '../../../module/notices/preference.js';
import { explainRecipients, resolveRecipients } from '../../../module/notices/recipients.js';
import type { Message } from '../../../module/support/errors.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { factsOf } from './a-client.js';
import { anyClient, anyContext, anyFlags, anyNotices, anyPreferenceFacts } from './arbitrary.js';

const RUNS = { numRuns: 300 };

const isDead = (client: ClientFacts, email: string): boolean =>
  addressKey(email) === '' ||
  [...client.contacts, ...client.logins].some(
    (one) => one.blocked && addressKey(one.email) === addressKey(email),
  );

const ownersEmail = (client: ClientFacts): string =>
  client.contacts.find(({ contactId }) => contactId === 0)?.email ?? '';

describe('N1 for any client', () => {
  it('every notice it can get reaches somebody, unless the owner cannot be reached either', () => {
    let reachedNobody = 0;
    fc.assert(
      fc.property(anyClient, anyNotices, anyContext, (client, notices, context) => {
        for (const notice of notices.filter((one) => appliesTo(one, client))) {
          const { recipients, fallback } = explainRecipients(client, notice, notices, context);
          expect(recipients.length === 0, notice.key).to.equal(fallback === 'nobody');
          if (fallback !== 'nobody') continue;
          reachedNobody += 1;
          expect(isDead(client, ownersEmail(client)), notice.key).to.equal(true);
        }
      }),
      RUNS,
    );
    expect(reachedNobody).to.be.above(20);
  });

  it('no address gets it twice, none that is blocked, and none is listed both ways', () => {
    fc.assert(
      fc.property(anyClient, anyNotices, anyContext, (client, notices, context) => {
        for (const notice of notices) {
          const { recipients, notSent } = explainRecipients(client, notice, notices, context);
          const keys = recipients.map(({ email }) => addressKey(email));
          expect(new Set(keys).size).to.equal(keys.length);
          expect(keys.filter((key) => isDead(client, key))).to.deep.equal([]);
          expect(notSent.filter(({ email }) => keys.includes(addressKey(email)))).to.deep.equal([]);
        }
      }),
      RUNS,
    );
  });

  it('the holder of the role that a notice is required of gets it, if the address works', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyClient, anyNotices, anyContext, (client, notices, context) => {
        for (const notice of notices.filter((one) => one.requiredFor && appliesTo(one, client)))
          for (const { contactId, email } of client.contacts) {
            if (!rolesOf(client, contactId).some((role) => role === notice.requiredFor)) continue;
            if (isDead(client, email)) continue;
            seen += 1;
            const { recipients, fallback } = explainRecipients(client, notice, notices, context);
            expect(recipients.map((one) => addressKey(one.email))).to.include(addressKey(email));
            expect(recipients[0]).to.include({ contactId, actsOn: true });
            expect(fallback).to.equal(undefined);
          }
      }),
      RUNS,
    );
    expect(seen).to.be.above(50);
  });

  it('a category that is on means every notice of it, one that is off by hand means none but by a fallback', () => {
    fc.assert(
      fc.property(anyClient, anyNotices, anyContext, (client, notices, context) => {
        for (const contact of client.contacts.filter(({ email }) => !isDead(client, email)))
          for (const { category, state } of effectiveCategories(factsOf(client, contact), notices))
            for (const notice of notices.filter(
              (one) => one.category === category && appliesTo(one, client),
            )) {
              const { recipients } = explainRecipients(client, notice, notices, context);
              const keys = recipients.map(({ email }) => addressKey(email));
              if (state !== 'off' && state !== 'offByHand')
                expect(keys).to.include(addressKey(contact.email));
              const own = recipients.find(({ contactId }) => contactId === contact.contactId);
              if (state === 'offByHand' && own)
                expect(own.because.map(({ key }) => key).join()).to.match(/offBut/);
            }
      }),
      RUNS,
    );
  });
});

describe('N5 for any client', () => {
  it('everybody has a reason, in an order that does not depend on how they were read', () => {
    fc.assert(
      fc.property(anyClient, anyNotices, anyContext, (client, notices, context) => {
        const turned: ClientFacts = {
          ...client,
          contacts: client.contacts.toReversed(),
          slots: client.slots.toReversed(),
          logins: client.logins.toReversed(),
          aliases: client.aliases.toReversed(),
        };
        for (const notice of notices) {
          const answer = explainRecipients(client, notice, notices, context);
          for (const { because } of [...answer.recipients, ...answer.notSent]) {
            expect(because).to.not.have.length(0);
            expect(new Set(because.map((one) => JSON.stringify(one))).size).to.equal(because.length);
          }
          expect(explainRecipients(turned, notice, notices, context)).to.deep.equal(answer);
        }
      }),
      RUNS,
    );
  });

  it('who asks without the reasons why not is told the same', () => {
    fc.assert(
      fc.property(anyClient, anyNotices, anyContext, (client, notices, context) => {
        for (const notice of notices) {
          const { notSent: _notSent, ...answer } = explainRecipients(client, notice, notices, context);
          expect(resolveRecipients(client, notice, notices, context)).to.deep.equal(answer);
        }
      }),
      RUNS,
    );
  });

  it('every reason is said in words, in every language, with nothing left open', () => {
    const i18n = createI18n(packageRoot, ['en', 'nl', 'ar']);
    const heard = new Map<string, Message>();
    fc.assert(
      fc.property(anyClient, anyNotices, anyContext, (client, notices, context) => {
        const reasons = [
          ...notices.flatMap((notice) => {
            const { recipients, notSent } = explainRecipients(client, notice, notices, context);
            return [...recipients, ...notSent].flatMap(({ because }) => because);
          }),
          ...coverageOf(client, notices).notices.map(({ because }) => because),
          ...client.contacts.flatMap((contact) =>
            effectiveCategories(factsOf(client, contact), notices).flatMap(preferenceReasons),
          ),
        ];
        for (const reason of reasons) heard.set(JSON.stringify(reason), reason);
      }),
      { numRuns: 200 },
    );
    for (const language of i18n.languages)
      for (const reason of heard.values()) {
        const text = i18n.for(language).say(reason);
        expect(text, reason.key).to.not.match(/\{\{|\$t|notices:|roles:|permissions:|undefined/);
      }
    const keys = new Set(Array.from(heard.values(), ({ key }) => key));
    expect(keys.size).to.be.above(35);
  });
});

describe('N2 for any contact', () => {
  it('the panel’s switches hold the result, and reading them back changes nothing', () => {
    fc.assert(
      fc.property(anyPreferenceFacts, anyNotices, (facts, notices) => {
        const written = flagsFor(effectiveCategories(facts, notices));
        expect(understandPanelFlags(facts, written, written, notices)).to.deep.equal(facts.overrides);
        expect(understandPanelFlags(facts, undefined, written, notices)).to.deep.equal(facts.overrides);
      }),
    );
  });

  it('what was changed there is what we then want there, but for what is required', () => {
    fc.assert(
      fc.property(anyPreferenceFacts, anyNotices, anyFlags, (facts, notices, held) => {
        const written = flagsFor(effectiveCategories(facts, notices));
        const overrides = understandPanelFlags(facts, written, held, notices);
        for (const { category, on, requiredFor } of effectiveCategories({ ...facts, overrides }, notices))
          expect(on, category).to.equal(held[category] || requiredFor.length > 0);
        const again = understandPanelFlags({ ...facts, overrides }, held, held, notices);
        expect(again).to.deep.equal(overrides);
      }),
    );
  });

  it('after “Reset to types” nothing is by hand any more', () => {
    fc.assert(
      fc.property(anyPreferenceFacts, (facts) => {
        const reset = { ...facts, overrides: resetToTypes(facts.overrides) };
        const states = effectiveCategories(reset, SHIPPED_NOTICES).map(({ state }) => state);
        expect(states.filter((state) => state === 'onByHand' || state === 'offByHand')).to.deep.equal([]);
      }),
    );
  });

  it('whoever gets a required notice has its category on in the panel', () => {
    fc.assert(
      fc.property(anyClient, anyNotices, (client, notices) => {
        const flags = panelFlags(client, notices);
        for (const notice of notices)
          for (const context of contextsOf(client, notice))
            for (const { contactId } of explainRecipients(client, notice, notices, context).recipients)
              if (contactId !== undefined && notice.category && notice.requiredFor)
                expect(flags.get(contactId)?.[notice.category], notice.key).to.equal(true);
        for (const all of flags.values()) expect(Object.keys(all)).to.deep.equal([...EMAIL_CATEGORIES]);
      }),
      RUNS,
    );
  });
});

describe('N6 for any client', () => {
  it('coverage is what explainRecipients says, worst first', () => {
    fc.assert(
      fc.property(anyClient, anyNotices, (client, notices) => {
        const { notices: lines, reached } = coverageOf(client, notices);
        expect(lines).to.have.length(notices.filter((notice) => appliesTo(notice, client)).length);
        const rank = ['nobody', 'standIn', 'thin', 'covered'];
        const ranks = lines.map(({ status }) => rank.indexOf(status));
        expect(ranks).to.deep.equal(ranks.toSorted((one, other) => one - other));
        expect(reached).to.equal(ranks.filter((one) => one >= 2).length);
        for (const { notice, status, context, recipients } of lines) {
          const explanation = explainRecipients(client, notice, notices, context);
          expect(explanation.recipients).to.deep.equal(recipients);
          const everywhere = contextsOf(client, notice).map((one) =>
            rank.indexOf(statusOf(explainRecipients(client, notice, notices, one))),
          );
          expect(rank.indexOf(status), notice.key).to.equal(Math.min(...everywhere));
          expect(status === 'nobody').to.equal(explanation.fallback === 'nobody');
          const chosen = recipients.filter(({ standsIn }) => !standsIn);
          expect(status === 'covered' || status === 'thin').to.equal(chosen.length > 0);
        }
      }),
      RUNS,
    );
  });
});

describe('U2 for any change', () => {
  it('is empty for none, and back again the other way round', () => {
    fc.assert(
      fc.property(anyClient, anyClient, (one, other) => {
        expect(recipientChanges(one, one, SHIPPED_NOTICES)).to.deep.equal([]);
        const there = recipientChanges(one, other, SHIPPED_NOTICES);
        const back = recipientChanges(other, one, SHIPPED_NOTICES);
        const plain = (list: typeof there): string[] =>
          list
            .filter(({ added, removed }) => added.length + removed.length > 0)
            .map(
              ({ notice, context, added, removed }) =>
              JSON.stringify([notice.key, Object.entries(context), added.map(({ email }) => addressKey(email)).toSorted(), removed.map(({ email }) => addressKey(email)).toSorted()]), // prettier-ignore
            )
            .toSorted();
        const turned = back.map((line) => ({ ...line, added: line.removed, removed: line.added }));
        expect(plain(there)).to.deep.equal(plain(turned));
      }),
      { numRuns: 150 },
    );
  });
});
