// N2: what a contact gets by its types and by hand.
import { expect } from 'chai';
import { resetToTypes, setByHand, understandPanelFlags } from '../../../module/notices/by-hand.js';
import { EMAIL_CATEGORIES, SHIPPED_NOTICES, type EmailCategory } from '../../../module/notices/notice.js';
import {
  effectiveCategories,
  effectiveCategory,
  flagsFor,
  flagsOf,
  preferenceReasons,
  switchRefusals,
  type Overrides,
  type PreferenceFacts,
} from '../../../module/notices/preference.js';
import type { MailFlags } from '../../../module/panels/panel-mail.js';
import type { ContactType } from '../../../module/roles/role.js';
import { keysOf, off, on } from './a-client.js';

const facts = (parts: Partial<PreferenceFacts> = {}): PreferenceFacts => ({
  types: [],
  overrides: {},
  heldRoles: [],
  isOwner: false,
  ...parts,
});

const onlyOn = (...categories: EmailCategory[]): MailFlags => flagsOf((one) => categories.includes(one));

const effective = (parts: Partial<PreferenceFacts>): string =>
  effectiveCategories(facts(parts), SHIPPED_NOTICES)
    .filter(({ on: isOn }) => isOn)
    .map(({ category, state }) => `${category} ${state}`)
    .join(', ');

describe('N2 what a type brings', () => {
  const CASES: Record<ContactType, string> = {
    general: 'general fromType',
    technical: 'general fromType, product fromType',
    billing: 'invoice fromType',
    security: '',
    admin: '',
  };
  for (const [type, brought] of Object.entries(CASES))
    it(`${type}: ${brought || 'no category'}`, () => {
      expect(effective({ types: [type as ContactType] })).to.equal(brought);
    });

  it('is named by the type, all of them where there are several', () => {
    const general = effectiveCategory(facts({ types: ['technical', 'general'] }), 'general', SHIPPED_NOTICES);
    expect(general.types).to.deep.equal(['general', 'technical']);
    expect(preferenceReasons(general).map(({ params }) => params?.['type'])).to.deep.equal([
      'general',
      'technical',
    ]);
  });
});

describe('N2 the states', () => {
  const stateOf = (parts: Partial<PreferenceFacts>): string => {
    const { state, on: isOn, ...rest } = effectiveCategory(facts(parts), 'invoice', SHIPPED_NOTICES);
    return `${state} ${isOn ? 'on' : 'off'}: ${keysOf(preferenceReasons({ state, on: isOn, ...rest }))}`;
  };
  it('off: no type and nobody', () => expect(stateOf({})).to.equal('off off: '));
  it('from type', () => expect(stateOf({ types: ['billing'] })).to.equal('fromType on: fromType'));
  it('on by hand, without a type', () =>
    expect(stateOf({ overrides: on('invoice') })).to.equal('onByHand on: onByHand'));
  it('on by hand stays by hand when a type comes', () =>
    expect(stateOf({ types: ['billing'], overrides: on('invoice') })).to.equal('onByHand on: onByHand'));
  it('off by hand wins over the type', () =>
    expect(stateOf({ types: ['billing'], overrides: off('invoice') })).to.equal('offByHand off: offByHand'));
  it('required of a role held here: on, and the state is kept for the day the role is lost', () =>
    expect(stateOf({ types: ['billing'], overrides: off('invoice'), heldRoles: ['billing'] })).to.equal(
      'offByHand on: always offByHand',
    ));
  it('by default, for the owner', () =>
    expect(stateOf({ isOwner: true })).to.equal('byDefault on: byDefault'));
  it('a type and a hand say more than the default', () => {
    expect(stateOf({ isOwner: true, types: ['billing'] })).to.equal('fromType on: fromType');
    expect(stateOf({ isOwner: true, overrides: on('invoice') })).to.equal('onByHand on: onByHand');
    expect(stateOf({ isOwner: true, overrides: off('invoice') })).to.equal('offByHand off: offByHand');
  });
  it('required of another role: not', () =>
    expect(stateOf({ types: ['billing'], overrides: off('invoice'), heldRoles: ['general'] })).to.equal(
      'offByHand off: offByHand',
    ));
});

describe('CL4 “Primary Billing must get invoice mail. Promote someone else first”', () => {
  const refused = (parts: Partial<PreferenceFacts>, wanted: MailFlags): unknown =>
    switchRefusals(effectiveCategories(facts(parts), SHIPPED_NOTICES), wanted);

  it('refuses what is required, and names the role', () => {
    expect(refused({ types: ['billing'], heldRoles: ['billing'] }, onlyOn())).to.deep.equal({
      invoice: {
        key: 'notices:errors.required',
        params: { role: 'billing', label: 'notices:categoriesInSentence.invoice' },
      },
    });
  });
  it('refuses each category of a role', () =>
    expect(refused({ heldRoles: ['technical'] }, onlyOn())).to.have.keys('general', 'product'));
  it('lets all else be switched off', () =>
    expect(refused({ types: ['billing'], heldRoles: ['security'] }, onlyOn())).to.deep.equal({}));
  it('lets what is required stay on', () =>
    expect(refused({ heldRoles: ['billing'] }, onlyOn('invoice'))).to.deep.equal({}));
});

describe('N2 by hand, on the panel’s own screens', () => {
  const technical = facts({ types: ['technical'] });
  const written = onlyOn('general', 'product');

  it('is nothing while the panel holds what we wrote', () => {
    expect(understandPanelFlags(technical, written, written, SHIPPED_NOTICES)).to.deep.equal({});
  });
  it('is what was switched off, and what was switched on', () => {
    const held = onlyOn('general', 'domain');
    const overrides = understandPanelFlags(technical, written, held, SHIPPED_NOTICES);
    expect(overrides).to.deep.equal({ ...off('product'), ...on('domain') });
    expect(flagsFor(effectiveCategories({ ...technical, overrides }, SHIPPED_NOTICES))).to.deep.equal(held);
  });
  it('keeps what was set by hand before', () => {
    const before = { ...technical, overrides: { ...on('affiliate'), ...off('product') } };
    const overrides = understandPanelFlags(
      before,
      onlyOn('general', 'affiliate'),
      onlyOn('general'),
      SHIPPED_NOTICES,
    );
    expect(overrides).to.deep.equal({ ...off('product', 'affiliate') });
  });
  it('is, for a contact that was there before us, what its types do not give', () => {
    const overrides = understandPanelFlags(facts(), undefined, onlyOn('invoice'), SHIPPED_NOTICES);
    expect(overrides).to.deep.equal(on('invoice'));
    const billing = facts({ types: ['billing'] });
    expect(understandPanelFlags(billing, undefined, onlyOn('invoice'), SHIPPED_NOTICES)).to.deep.equal({});
  });
  it('is, for an owner who was there before us, what was switched off: all on is the default', () => {
    const owner = facts({ isOwner: true });
    const understood = (held: MailFlags): Overrides =>
      understandPanelFlags(owner, undefined, held, SHIPPED_NOTICES);
    expect(understood(onlyOn(...EMAIL_CATEGORIES))).to.deep.equal({});
    expect(understood(onlyOn('general', 'product', 'domain', 'invoice', 'support'))).to.deep.equal(
      off('affiliate'),
    );
  });
  it('does not change by a switch that we had on for another reason', () => {
    const preferences = effectiveCategories(facts(), SHIPPED_NOTICES);
    const forBilling = flagsFor(preferences, ['invoice']);
    expect(forBilling).to.deep.equal(onlyOn('invoice'));
    expect(understandPanelFlags(facts(), forBilling, forBilling, SHIPPED_NOTICES)).to.deep.equal({});
  });
});

describe('N2 by hand, on ours', () => {
  const noon = new Date('2026-12-01T12:00:00Z');
  it('takes the changed boxes only, with the time', () => {
    const set = setByHand({}, onlyOn('general'), onlyOn('general', 'domain'), noon);
    expect(set).to.deep.equal({ domain: { on: true, since: noon } });
  });
  it('“Reset to types” takes one away, or all', () => {
    const overrides = { ...off('general'), ...on('domain') };
    expect(resetToTypes(overrides, 'general')).to.deep.equal(on('domain'));
    expect(resetToTypes(overrides, 'support')).to.deep.equal(overrides);
    expect(resetToTypes(overrides)).to.deep.equal({});
    const reset = facts({ overrides: resetToTypes(overrides), isOwner: true });
    expect(effectiveCategory(reset, 'general', SHIPPED_NOTICES)).to.include({ state: 'byDefault', on: true });
  });
  it('the six switches are always all there', () => {
    expect(Object.keys(onlyOn())).to.deep.equal([...EMAIL_CATEGORIES]);
  });
});
