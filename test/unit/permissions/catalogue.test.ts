// I3 and S3: the catalogue is the seed's list, in its words and its order, and knows nothing else.
import { expect } from 'chai';
import {
  CATALOGUE,
  DEPARTMENT_PERMISSIONS,
  DOMAIN_FUNCTIONS,
  isPermission,
  MAIL_PERMISSIONS,
  PERMISSIONS,
  RISKS,
  SECTIONS,
  SERVICE_FUNCTIONS,
} from '../../../module/permissions/catalogue.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';

// Copied from the seed, capitals and all.
const SEED = {
  billing: [
    'Receive billing notifications',
    'Accept order contracts',
    'Edit Credit Card details',
    'Allow to view/pay invoices',
    'View current balance',
    'View/Accept estimates',
    'Place new orders',
    'Add funds',
  ],
  support: ['Open new tickets', 'Receive email notifications', 'View current tickets', 'Close tickets'],
  miscellaneous: [
    'Modify main profile details',
    'Manage SSH Keys',
    'Full control over services',
    'View emails history',
    'Add/edit contacts',
    'Full control over domains',
    'Edit allowed IP Address',
    'Access affiliates section',
  ],
};

const RISKY = {
  binds: 'billing.contracts',
  money: 'billing.creditCards billing.invoices billing.estimates billing.orders billing.funds',
  access: 'sshKeys.manage contacts.manage ipAccess.edit',
  dataLoss: 'services.full domains.full',
  secrets: 'emails.history',
};

const words = createI18n(packageRoot, ['en', 'nl', 'ar']);

describe('the catalogue of permissions', () => {
  it('is S3, section by section, in S3’s words and order', () => {
    const { t } = words.for('en');
    const labels = SECTIONS.map((section) => [
      section,
      CATALOGUE.filter((entry) => entry.section === section).map(({ key }) => t(`permissions:labels.${key}`)),
    ]);
    expect(Object.fromEntries(labels)).to.deep.equal(SEED);
    expect([...SECTIONS]).to.deep.equal(Object.keys(SEED));
    expect(new Set(PERMISSIONS).size).to.equal(20);
  });

  it('says what is risky, and which two only mean mail', () => {
    const risky = RISKS.map((risk) => [
      risk,
      CATALOGUE.filter((entry) => entry.risk === risk)
        .map(({ key }) => key)
        .join(' '),
    ]);
    expect(Object.fromEntries(risky)).to.deep.equal(RISKY);
    expect(MAIL_PERMISSIONS).to.have.members(['billing.notifications', 'support.notifications']);
  });

  it('P2 knows three permissions that departments limit', () => {
    expect(DEPARTMENT_PERMISSIONS).to.have.members(['support.open', 'support.view', 'support.close']);
    for (const permission of DEPARTMENT_PERMISSIONS) expect(isPermission(permission)).to.equal(true);
  });

  it('has a label of its own for everything, in every language', () => {
    for (const language of words.languages) {
      const { t } = words.for(language);
      const keys = [
        ...PERMISSIONS.map((key) => `permissions:labels.${key}`),
        ...[...SERVICE_FUNCTIONS, ...DOMAIN_FUNCTIONS].map((key) => `permissions:functions.${key}`),
      ];
      const labels = new Map(keys.map((key) => [key, t(key)]));
      for (const [key, label] of labels) expect(label, language).to.not.equal(key.split(':')[1]);
      expect(new Set(labels.values()).size, language).to.equal(labels.size);
    }
  });

  it('I3 knows its own keys and no names of Object', () => {
    for (const key of PERMISSIONS) expect(isPermission(key), key).to.equal(true);
    for (const key of ['', 'staff', 'constructor', '__proto__', 'length', 'contacts', 'CONTACTS.MANAGE'])
      expect(isPermission(key), key).to.equal(false);
  });
});
