// What the answers of the contact form ask for of email preferences (N2).
import { expect } from 'chai';
import { mailForm, wantedFrom } from '../../../module/contacts/mail-form.js';
import { EMAIL_CATEGORIES, SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import { effectiveCategories, type Overrides, type Preference } from '../../../module/notices/preference.js';
import type { ContactType } from '../../../module/roles/role.js';

const shown = (types: ContactType[], overrides: Overrides): Preference[] =>
  effectiveCategories({ types, overrides, heldRoles: [], isOwner: false }, SHIPPED_NOTICES);

const off = { on: false, since: undefined };
const BOXES = Object.fromEntries(EMAIL_CATEGORIES.map((category) => [category, ['']]));
const answers = (how: string, ...ticked: string[]) =>
  mailForm.parse({ how, ...BOXES, ...Object.fromEntries(ticked.map((category) => [category, ['', 'on']])) });

describe('N2 the email preferences of the contact form', () => {
  it('ask for nothing when they are not in the form', () => {
    expect(wantedFrom(mailForm.parse(undefined), undefined)).to.deep.equal({});
    expect(wantedFrom(mailForm.parse({}), shown(['billing'], { domain: off }))).to.deep.equal({});
  });

  it('follow the types whatever is ticked below, and reset what was set by hand', () => {
    expect(wantedFrom(answers('types', 'invoice'), undefined)).to.deep.equal({});
    expect(wantedFrom(answers('types', 'invoice'), shown(['technical'], {}))).to.deep.equal({});
    const reset = Object.fromEntries(EMAIL_CATEGORIES.map((category) => [category, 'types']));
    expect(wantedFrom(answers('types', 'general'), shown(['technical'], { general: off }))).to.deep.equal(
      reset,
    );
  });

  it('are all six as they stand, for whoever turns to choosing by hand', () => {
    const all = {
      general: true,
      product: false,
      domain: false,
      invoice: true,
      support: false,
      affiliate: false,
    };
    expect(wantedFrom(answers('hand', 'general', 'invoice'), undefined)).to.deep.equal(all);
    expect(wantedFrom(answers('hand', 'general', 'invoice'), shown(['technical'], {}))).to.deep.equal(all);
  });

  it('are only what was switched, where it was by hand before: a new type still brings its mail', () => {
    const before = shown(['technical'], { domain: { on: true, since: undefined } });
    expect(wantedFrom(answers('hand', 'general', 'product', 'domain'), before)).to.deep.equal({});
    expect(wantedFrom(answers('hand', 'general', 'domain', 'support'), before)).to.deep.equal({
      product: false,
      support: true,
    });
  });

  it('leave out what has no box', () => {
    const { invoice: _fixed, ...rest } = BOXES;
    const asked = wantedFrom(mailForm.parse({ how: 'hand', ...rest }), shown(['billing'], {}));
    expect(asked).to.not.have.property('invoice');
    expect(Object.values(asked)).to.deep.equal([false, false, false, false, false]);
  });

  it('read a box also as the text in which a conflict page remembers it', () => {
    expect(mailForm.parse({ how: 'hand', invoice: 'on', domain: '' })).to.include({
      invoice: true,
      domain: false,
    });
    expect(mailForm.safeParse({ how: 'hand', invoice: 'maybe' }).success).to.equal(false);
    expect(mailForm.safeParse({ how: 'perhaps' }).success).to.equal(false);
    expect(mailForm.safeParse({ marketing: 'on' }).success).to.equal(false);
  });
});
