// Recipients before → after in words (U2): whoever a change is about is named, however many there are.
import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import type { ContactFacts } from '../../../module/notices/client-facts.js';
import { recipientChanges } from '../../../module/notices/compare.js';
import { SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import { recipientLines } from '../../../module/notices/pages/changes.js';
import { withTypes, without } from '../../../module/notices/what-if.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { clientWith, contact } from './a-client.js';

const english = createI18n(packageRoot, manifest.languages).for('en');

describe('U2 recipients before and after, in words', () => {
  const person = (contactId: number, parts: Partial<ContactFacts> = {}): ContactFacts =>
    contact(contactId, { email: `${contactId}@corp.com`, ...parts });
  const security = (count: number) =>
    clientWith([
      ...Array.from({ length: count }, (_none, index) => person(index + 1, { types: ['security'] })),
      person(count + 1),
    ]);
  const textOf = (before: ReturnType<typeof clientWith>, after: typeof before): string | undefined => {
    const changes = recipientChanges(before, after, SHIPPED_NOTICES);
    return recipientLines({ before, after, changes }, english)[0]?.text;
  };

  it('name everybody in their order while there is room', () => {
    const before = security(2);
    expect(textOf(before, withTypes(before, 3, ['security']))).to.equal(
      'Bo Chen and Cy Diaz → Bo Chen, Cy Diaz, and Network engineers',
    );
  });

  it('name who comes and who goes first where there is not', () => {
    const before = security(6);
    expect(textOf(before, withTypes(before, 7, ['security']))).to.equal(
      'Bo Chen, Cy Diaz, Network engineers, and 3 more → Contact 7, Bo Chen, Cy Diaz, and 4 more',
    );
    expect(textOf(before, without(before, 6))).to.equal(
      'Contact 6, Bo Chen, Cy Diaz, and 3 more → Bo Chen, Cy Diaz, Network engineers, and 2 more',
    );
  });
});
