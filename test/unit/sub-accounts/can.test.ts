// The inspector's words (CL11): the deciding reason first, in P5's order, for every state of a login.
import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { DEFAULT_SETTINGS } from '../../../module/settings/store.js';
import type { Service } from '../../../module/panels/panel-hosting.js';
import type { Question } from '../../../module/permissions/question.js';
import type { Subject } from '../../../module/permissions/subject.js';
import { canLocals } from '../../../module/sub-accounts/pages/can.js';
import type { CanModel } from '../../../module/sub-accounts/pages/can-model.js';
import { aContact } from '../contacts/a-contact.js';
import { aRequest } from '../http/page-request.js';
import { ceilingsOf, subAccount } from '../permissions/subjects.js';

const WORDS = createI18n(packageRoot, manifest.languages).for('en');
const REQUEST = aRequest({ words: WORDS, settings: { ...DEFAULT_SETTINGS, providerName: 'Northwind' } });
const VPS: Service = {
  id: 2,
  name: 'VPS 4',
  domain: 'vps-12.example.com',
  status: 'Active',
  functions: ['view', 'manage'],
};

interface Shown {
  answer: { about: string; before: string; word: string; because: string; others: string[] } | undefined;
  notActive: string | undefined;
  rows: { section: string; rows: { area: string; can: string; because: string }[] }[];
  services: { count: string; rows: { area: string; can: string; because: string }[] };
  changeLink: string | undefined;
  failed: boolean;
}

function show(subject: Subject, question?: Question, rest: Partial<CanModel> = {}): Shown {
  const model: CanModel = {
    contact: aContact(),
    subject,
    mayChange: true,
    query: { permission: '', department: '', function: '', service: '', domain: '', page: 1, domainPage: 1 },
    asking: { errors: {}, ...(question ? { asked: { question, on: '' } } : {}) },
    departments: [{ id: 3, name: 'Sales', hidden: false }],
    presets: new Map([['7', 'Our bookkeeper']]),
    services: { total: 1, services: [VPS] },
    domains: { total: 0, domains: [] },
    ...rest,
  };
  return canLocals(model, REQUEST) as unknown as Shown;
}

const INVOICES = { permission: 'billing.invoices' } as const;
const WITH_INVOICES = { permissions: ['billing.invoices'] } as const;
const SET_BY_ANN = new Map([
  ['billing.invoices', { by: 'Ann Lee', at: new Date('2026-12-01T08:00:00Z') }],
] as const);

describe('What can this person do?', () => {
  it('P5 says the deciding reason first, the others after it', () => {
    const subject = subAccount(WITH_INVOICES, {
      from: SET_BY_ANN,
      ceilings: ceilingsOf({ group: { permissions: new Set(['billing.invoices']) } }),
    });
    const { answer } = show(subject, INVOICES);
    expect(answer).to.deep.include({
      about: 'Allow to view/pay invoices',
      before: '',
      word: 'No.',
      because: 'Turned off by Northwind for this client group.',
      others: ['Set by Ann Lee on 1 Dec 2026, 08:00 UTC.'],
    });
  });

  it('names presets that the provider named', () => {
    const from = new Map([['billing.invoices', { preset: '7' }]] as const);
    const { answer } = show(subAccount(WITH_INVOICES, { from }), INVOICES);
    expect(answer?.because).to.equal('It comes from the preset Our bookkeeper.');
  });

  const LATER: readonly [Subject['login'], string, string][] = [
    ['invited', 'From the moment Bo Chen accepts:', 'From the moment Bo Chen accepts:'],
    ...(['none', 'suspended', 'ended'] as const).map((login): [Subject['login'], string, string] => [
      login,
      'Bo Chen cannot sign in. With these settings the answer would be:',
      'Bo Chen cannot sign in. With these settings Bo Chen would be able to:',
    ]),
  ];
  for (const [login, before, notice] of LATER) {
    it(`A1 ${login}: answers by the settings, and says that they do not work yet`, () => {
      const shown = show(subAccount(WITH_INVOICES, { login, from: SET_BY_ANN }), INVOICES);
      expect(shown.answer).to.deep.include({ before, word: 'Yes.' });
      expect(shown.answer?.because).to.match(/^Set by Ann Lee/);
      expect(shown.notActive).to.equal(notice);
    });
  }

  it('A1 mail needs no login, and access that ended is a plain no', () => {
    const mail = subAccount({ permissions: ['billing.notifications'] }, { login: 'none' });
    expect(show(mail, { permission: 'billing.notifications' }).answer).to.include({
      before: '',
      word: 'Yes.',
    });
    const over = subAccount({ ...WITH_INVOICES, expiresAt: new Date('2026-11-01T00:00:00Z') });
    expect(show(over, INVOICES).answer?.because).to.match(/^Access ended on 1 Nov 2026/);
    expect(show(over).notActive).to.match(/^Access has ended\./);
  });

  it('lists all 20 with a reason each; of what is allowed its limits too', () => {
    const access = { permissions: ['support.view'], departments: { mode: 'except', ids: [3] } } as const;
    const { rows } = show(subAccount(access));
    expect(rows.map(({ rows: lines }) => lines.length)).to.deep.equal([8, 4, 8]);
    const lines = rows.flatMap(({ rows: all }) => all);
    expect(lines.every(({ because }) => because !== '')).to.equal(true);
    expect(lines.find(({ area }) => area === 'View current tickets')?.because).to.equal(
      'It was set by hand. Not in Sales (department limit).',
    );
    expect(lines.filter(({ can }) => can === 'Yes.')).to.have.length(1);
  });

  it('lists services in reach with what can be done there', () => {
    const one = subAccount({
      services: { mode: 'only', grants: [{ id: 2, functions: ['view', 'cancel'] }] },
    });
    expect(show(one).services.rows).to.deep.equal([
      {
        area: 'vps-12.example.com',
        can: 'View',
        allowed: true,
        because: 'It was given on this service.',
        anchor: 'services',
      },
    ]);
    expect(show(one).services.count).to.equal('1 of 1');
    const full = show(subAccount({ permissions: ['services.full'] })).services.rows[0];
    expect(full).to.include({ can: 'Everything', because: 'It comes with Full control over services.' });
    expect(show(subAccount()).services).to.deep.include({ count: '0 of 1', rows: [] });
  });

  it('leads to the change only who may change, and marks a question it cannot read', () => {
    expect(show(subAccount()).changeLink).to.equal('/client/contacts/12/access');
    expect(show(subAccount(), undefined, { mayChange: false }).changeLink).to.equal(undefined);
    const asking = { errors: { service: { key: 'sub-accounts:can.unknown.service' } } };
    expect(show(subAccount(), undefined, { asking })).to.deep.include({ failed: true, answer: undefined });
  });
});
