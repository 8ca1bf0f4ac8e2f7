// The access form as values: what is carried, what is read, and what the buttons change (CL9, P2–P4, U9).
import { expect } from 'chai';
import * as fc from 'fast-check';
import { readForm } from '../../../module/http/read-form.js';
import { NO_ACCESS, type Access } from '../../../module/permissions/access.js';
import { SERVICE_FUNCTIONS } from '../../../module/permissions/catalogue.js';
import { EVERY_DOMAIN, EVERY_SERVICE } from '../../../module/permissions/effective-access.js';
import { PERMISSIONS } from '../../../module/permissions/catalogue.js';
import { SHIPPED_PRESETS } from '../../../module/permissions/presets.js';
import { afterButton, presetOf } from '../../../module/sub-accounts/access-buttons.js';
import {
  carriedFields,
  draftOf,
  mergeTicks,
  packGrants,
  unpackGrants,
} from '../../../module/sub-accounts/access-draft.js';
import { accessForm, type AccessAnswers } from '../../../module/sub-accounts/access-form.js';
import {
  accessOf,
  fixedDepartments,
  notesOn,
  type Frame,
} from '../../../module/sub-accounts/access-reading.js';

const NOW = new Date('2026-11-22T09:00:00Z');
const OWNER: Access = {
  ...NO_ACCESS,
  permissions: PERMISSIONS,
  services: EVERY_SERVICE,
  domains: EVERY_DOMAIN,
};
const frame = (changes: Partial<Frame> = {}): Frame => ({
  before: NO_ACCESS,
  mine: OWNER,
  now: NOW,
  ...changes,
});
const presets = SHIPPED_PRESETS.map((preset) => ({ key: preset.key, name: '', description: '', preset }));

const grants = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 999_999 }),
    functions: fc.subarray([...SERVICE_FUNCTIONS], { minLength: 1 }),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);
const byId = <G extends { id: number }>(list: readonly G[]): G[] => list.toSorted((a, b) => a.id - b.id);

/** What the schema makes of a body as the parser of forms hands it over. */
function read(
  sent: Record<string, unknown>,
  stored: Access = NO_ACCESS,
  departments: number[] = [],
): AccessAnswers {
  const answers = readForm(accessForm({ access: stored, departments }), sent);
  if (!answers.ok) throw new Error(JSON.stringify(answers.errors));
  return answers.values;
}

describe('The access form, what it carries', () => {
  it('gives hundreds of grants back out of one field, and 200 fit into 3 KB', () => {
    fc.assert(
      fc.property(grants, (list) => {
        expect(unpackGrants(packGrants(list), SERVICE_FUNCTIONS)).to.deep.equal(byId(list));
      }),
    );
    const many = Array.from({ length: 200 }, (_, index) => ({
      id: 100_000 + index,
      functions: ['view', 'manage'] as const,
    }));
    expect(packGrants(many).length).to.be.below(3000);
  });

  it('reads nothing out of a text that is none of ours', () => {
    for (const text of [
      '',
      ';',
      '=',
      'view',
      'view=',
      'view=-1',
      'view=1e9',
      'own=4',
      'view=0',
      '__proto__=1',
      'view=1.5',
    ])
      expect(unpackGrants(text, SERVICE_FUNCTIONS), text).to.deep.equal([]);
  });

  it('keeps every grant that is not on the page, and takes only what was unticked on it', () => {
    fc.assert(
      fc.property(grants, fc.integer({ min: 0, max: 60 }), (kept, count) => {
        const page = kept.slice(0, count);
        expect(mergeTicks(kept, page, page, SERVICE_FUNCTIONS)).to.deep.equal(byId(kept));
        expect(mergeTicks(kept, page, [], SERVICE_FUNCTIONS)).to.deep.equal(byId(kept.slice(count)));
      }),
    );
    // A function that has no box here (it is gone, or not one's own to give) stays.
    const merged = mergeTicks(
      [{ id: 7, functions: ['view', 'cancel'] }],
      [{ id: 7, functions: ['view'] }],
      [],
      SERVICE_FUNCTIONS,
    );
    expect(merged).to.deep.equal([{ id: 7, functions: ['cancel'] }]);
  });

  it('U9 comes back from the review as it went there', () => {
    const access: Access = {
      permissions: ['billing.invoices', 'support.view'],
      departments: { mode: 'except', ids: [3, 9] },
      services: { mode: 'only', grants: [{ id: 4, functions: ['view'] }] },
      domains: { mode: 'all', functions: ['view', 'renew'] },
      expiresAt: new Date('2027-01-31T23:59:59Z'),
    };
    const draft = draftOf(access, 'accountant');
    const sent: Record<string, unknown> = {};
    for (const { name, value } of carriedFields(draft)) put(sent, name, value);
    const again = read(sent).draft;
    expect(accessOf(again, frame())).to.deep.equal({ access, errors: {} });
    expect(again.preset).to.equal('accountant');
  });
});

describe('The access form, read', () => {
  it('P4 a part that is left out stays as it is stored, with its limits', () => {
    const stored: Access = {
      permissions: ['support.view'],
      departments: { mode: 'except', ids: [2] },
      services: { mode: 'only', grants: [{ id: 1, functions: ['view'] }] },
      domains: { mode: 'none' },
      expiresAt: new Date('2027-05-01T10:00:00Z'),
    };
    const { draft } = read({ permissions: ['support.view'] }, stored);
    expect(accessOf(draft, frame({ before: stored }))).to.deep.equal({ access: stored, errors: {} });
  });

  it('P2 a department that the form does not show stays closed', () => {
    const stored: Access = { ...NO_ACCESS, departments: { mode: 'except', ids: [2, 5] } };
    const sent = { departments: { mode: 'except', ids: ['', '3'] } };
    expect(read(sent, stored, [2, 3]).draft.departments.ids).to.have.members([3, 5]);
  });

  it('says what is missing at its part', () => {
    const { draft } = read({
      departments: { mode: 'except', ids: [''] },
      services: { mode: 'only' },
      domains: { mode: 'all', all: [''] },
      expiresAt: '2026-11-22',
    });
    expect(accessOf(draft, frame()).errors).to.deep.equal({
      departments: { key: 'access:errors.noDepartment' },
      services: { key: 'access:errors.noService' },
      domains: { key: 'access:errors.noFunction' },
      expiresAt: { key: 'access:errors.past' },
    });
  });

  it('ends at the end of a day that is to come, and takes no other text', () => {
    const ends = (expiresAt: string, context = frame()) =>
      accessOf({ ...draftOf(NO_ACCESS), expiresAt }, context);
    expect(ends('2026-11-23').access.expiresAt?.toISOString()).to.equal('2026-11-23T23:59:59.000Z');
    expect(ends('').access.expiresAt).to.equal(undefined);
    for (const text of ['2026-11-22', '2026-02-30', 'tomorrow', '31/12/2026', '2026-12-31T10:00'])
      expect(ends(text).errors['expiresAt']?.key, text).to.equal('access:errors.past');
    // The day that one's own access ends on is not beyond it; a stored end that was left alone is no new one.
    const own = new Date('2026-12-01T08:00:00Z');
    expect(ends('2026-12-01', frame({ mine: { ...OWNER, expiresAt: own } })).access.expiresAt).to.equal(own);
    const over = new Date('2026-11-01T08:00:00Z');
    expect(ends('2026-11-01', frame({ before: { ...NO_ACCESS, expiresAt: over } })).errors).to.deep.equal({});
  });

  it('P4 a department that is closed to the giver stays closed, unless it is open already', () => {
    const mine: Access = { ...OWNER, departments: { mode: 'except', ids: [2] } };
    expect(fixedDepartments(frame({ mine }))).to.deep.equal([2]);
    const before: Access = { ...NO_ACCESS, permissions: ['support.view'] };
    expect(fixedDepartments(frame({ mine, before }))).to.deep.equal([]);
    const draft = { ...draftOf(NO_ACCESS), permissions: ['support.open'] as const };
    expect(accessOf(draft, frame({ mine })).access.departments).to.deep.equal({ mode: 'except', ids: [2] });
  });

  it('refuses what the form does not have', () => {
    const schema = accessForm({ access: NO_ACCESS, departments: [] });
    for (const sent of [
      { granted_by: 'me' },
      { permissions: ['owner.all'] },
      { permissions: { length: 1 } },
      { services: { mode: 'every' } },
      { services: 'all' },
      { departments: { mode: 'except', ids: ['x'] } },
      { how: 'now' },
      { expiresAt: ['2027-01-01'] },
    ])
      expect(readForm(schema, sent).ok, JSON.stringify(sent)).to.equal(false);
  });
});

describe('The access form, its buttons', () => {
  const blank = draftOf(NO_ACCESS);

  it('fills in a preset within what may be given', () => {
    const mine: Access = { ...NO_ACCESS, permissions: ['billing.invoices', 'billing.orders'] };
    const filled = afterButton('fill', blank, 'accountant', frame({ mine }), presets);
    expect(filled?.permissions).to.deep.equal(['billing.invoices']);
    expect(filled?.preset).to.equal('accountant');
  });

  it('a preset for chosen services asks which, and takes those that are chosen', () => {
    const chosen = {
      ...blank,
      services: { ...blank.services, grants: [{ id: 5, functions: ['cancel'] as const }] },
    };
    const filled = afterButton('fill', chosen, 'developer', frame(), presets);
    expect(filled?.services).to.deep.include({
      mode: 'only',
      grants: [{ id: 5, functions: ['view', 'signOn', 'manage'] }],
    });
    expect(afterButton('fill', blank, 'developer', frame(), presets)?.services.mode).to.equal('only');
  });

  it('remembers the preset as long as nothing else is ticked', () => {
    const filled = afterButton('fill', blank, 'readOnly', frame(), presets) ?? blank;
    const of = (draft: typeof filled): string =>
      presetOf(draft, accessOf(draft, frame()).access, OWNER, presets);
    expect(of(filled)).to.equal('readOnly');
    expect(of({ ...filled, permissions: [...filled.permissions, 'billing.funds'] })).to.equal('');
    expect(of({ ...filled, expiresAt: '2027-01-01' })).to.equal('readOnly');
  });

  it('turns a section on as far as it can be given, and off all of it', () => {
    const mine: Access = { ...NO_ACCESS, permissions: ['support.open', 'billing.invoices'] };
    const before: Access = { ...NO_ACCESS, permissions: ['support.close'] };
    const on = afterButton('on:support', blank, '', frame({ mine, before }), presets);
    expect(on?.permissions).to.deep.equal(['support.open', 'support.close']);
    const all = { ...blank, permissions: PERMISSIONS };
    const off = afterButton('off:support', all, '', frame({ mine }), presets);
    expect(off?.permissions.length).to.equal(16);
    expect(afterButton('on:nothing', all, '', frame(), presets)?.permissions).to.deep.equal(PERMISSIONS);
  });

  it('opens, pages and searches the list without touching what is ticked', () => {
    const scope = { ...blank.services, q: 'vps', grants: [{ id: 5, functions: ['view'] as const }] };
    const press = (intent: string) =>
      afterButton(intent, { ...blank, services: scope }, '', frame(), presets)?.services;
    expect(press('services:3')).to.deep.include({ mode: 'only', page: 3, q: 'vps' });
    expect(press('services:chosen')).to.deep.include({ mode: 'only', chosen: true, page: 1 });
    expect(press('services:-1')?.page).to.equal(1);
    expect(press('find')?.mode).to.equal('only');
    for (const intent of ['services:3', 'services:find', 'services:every', 'find', 'edit', 'fill'])
      expect(press(intent)?.grants, intent).to.deep.equal(scope.grants);
    expect(press('')).to.equal(undefined);
  });

  it('says dependencies and forces none', () => {
    const notes = (changes: Partial<Access>): string[] =>
      notesOn({ ...NO_ACCESS, ...changes }, 'Bo').map(({ key }) => key);
    expect(notes({})).to.deep.equal(['access:notes.nothing']);
    expect(notes({ permissions: ['billing.notifications'] })).to.deep.equal(['access:notes.nothing']);
    expect(notes({ permissions: ['support.close'] })).to.deep.equal(['access:notes.closeWithoutView']);
    expect(notes({ permissions: ['services.full'], services: EVERY_SERVICE })).to.deep.equal([
      'access:notes.servicesCovered',
    ]);
    expect(
      notes({ permissions: ['billing.funds'], departments: { mode: 'except', ids: [1] } }),
    ).to.deep.equal(['access:notes.noTickets']);
  });
});

/** "services[all][]" as the parser of forms reads it. */
function put(body: Record<string, unknown>, name: string, value: string): void {
  const [first = '', inner = '', list] = name.replaceAll(']', '').split('[');
  const isList = name.endsWith('[]');
  const holder = inner === '' ? body : ((body[first] ??= {}) as Record<string, unknown>);
  const key = inner === '' ? first : inner;
  if (isList) ((holder[key] ??= []) as string[]).push(value);
  else holder[key] = value;
  if (list !== undefined && list !== '') throw new Error(`Deeper than forms go: ${name}`);
}
