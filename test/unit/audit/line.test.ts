// One presenter for every line of the log: sentences, labels, values, and who sees whose name (CL17).
import { expect } from 'chai';
import { lineView } from '../../../module/audit/pages/line.js';
import { AUDIT_ACTIONS, type AuditLine } from '../../../module/audit/store.js';
import { manifest } from '../../../module/manifest.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import type { Actor } from '../../../module/permissions/actor.js';
import { owner, staff, subAccount } from '../actors.js';
import { wordsOf } from '../architecture/words.js';

const i18n = createI18n(packageRoot, manifest.languages);
const LINE: AuditLine = {
  clientId: 7,
  at: new Date('2026-12-03T13:02:00Z'),
  actorKind: 'owner',
  actorName: 'Ann Lee',
  action: 'contact.changed',
  contactId: 12,
  name: 'Bo Chen',
  changes: {},
  reason: '',
};
const ANSWERED: Partial<AuditLine> = { changes: { country: { before: '', after: 'NL' } } };

const providerKey: Actor = {
  ...staff(),
  kind: 'key',
  identity: { kind: 'key', keyId: 1, clientId: null },
};

const view = (line: Partial<AuditLine>, actor: Actor = owner(), language = 'en') =>
  lineView({ ...LINE, ...line }, { actor, words: i18n.for(language) });

describe('a line of the log', () => {
  for (const language of manifest.languages)
    for (const action of AUDIT_ACTIONS) {
      it(`${action} is a whole sentence in ${language}, and has a name in the filter`, () => {
        const { text } = view({ ...ANSWERED, action }, owner(), language);
        expect(text).to.not.match(/undefined|[{}]|audit:|sentences/);
        expect(text).to.contain('Ann Lee');
        expect(wordsOf(language).has(`audit:actions.${action.replace('.', '-')}`)).to.equal(true);
      });
    }

  it('R4 says of a promote which role, and who had it before', () => {
    const changes = { 'role.technical': { before: 'Cy Diaz', after: 'Bo Chen' } };
    expect(view({ action: 'role.promoted', changes }).text).to.equal(
      'Ann Lee promoted Bo Chen to Primary Technical (before: Cy Diaz)',
    );
  });

  const changed = (action: AuditLine['action'], field: string, before: string, after: string) =>
    view({ action, changes: { [field]: { before, after } } }).changes;

  it('shows each field by its label and in words, of whatever it is a field', () => {
    expect(changed('contact.changed', 'types', '', 'billing,admin')).to.deep.equal([
      { label: 'Hears about', before: 'None', after: 'Billing, Admin' },
    ]);
    expect(changed('contact.changed', 'country', 'NL', 'BE')).to.deep.equal([
      { label: 'Country', before: 'Netherlands', after: 'Belgium' },
    ]);
    expect(changed('request.asked', 'vatNumber', '', 'NL001')).to.deep.equal([
      { label: 'Tax number', before: 'None', after: 'NL001' },
    ]);
    expect(changed('key.made', 'scopes', '', 'contacts:read,contacts:write,activity:read')).to.deep.equal([
      { label: 'May read and change', before: 'None', after: 'Contacts: read and change · Activity: read' },
    ]);
    expect(changed('key.made', 'endsAt', '', '2026-11-30T23:59:59.000Z')[0]?.after).to.equal(
      '30 Nov 2026, 23:59 UTC',
    );
  });

  const who = (actorKind: AuditLine['actorKind'], actor: Actor): string =>
    view({ actorKind, actorName: actorKind === 'server' ? '' : 'Onboarding' }, actor).who;

  it('names people and keys of the client, and calls the provider’s “Staff” to a client', () => {
    for (const client of [owner(), subAccount()]) {
      expect(who('owner', client)).to.equal('Onboarding');
      expect(who('sub-account', client)).to.equal('Onboarding');
      expect(who('key', client)).to.equal('API key Onboarding');
      for (const kind of ['staff', 'provider-key', 'server'] as const)
        expect(who(kind, client), kind).to.equal('Staff');
    }
  });

  it('names everybody to staff, and to the provider’s own key', () => {
    for (const provider of [staff(), providerKey]) {
      expect(who('staff', provider)).to.equal('Onboarding');
      expect(who('key', provider)).to.equal('API key Onboarding');
      expect(who('provider-key', provider)).to.equal('Provider’s API key Onboarding');
      expect(who('server', provider)).to.equal('A command on the server');
    }
  });

  it('keeps time and reason', () => {
    const { at, iso, reason } = view({ reason: 'Ticket 7' });
    expect([at, iso, reason]).to.deep.equal([
      '3 Dec 2026, 13:02 UTC',
      '2026-12-03T13:02:00.000Z',
      'Ticket 7',
    ]);
  });
});
