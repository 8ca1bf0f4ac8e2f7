// A contact as it is read from panel and companion row: `aContact({ panel: { country: 'US' } })`.
import {
  assembleContact,
  NO_COMPANION,
  type Companion,
  type Contact,
} from '../../../module/contacts/contact.js';
import type { ContactType } from '../../../module/roles/role.js';
import type { PanelContact } from '../../../module/panels/panel.js';

const BO: PanelContact = {
  contactId: 12,
  firstName: 'Bo',
  lastName: 'Chen',
  companyName: '',
  email: 'bo@corp.example',
  phone: '',
  address1: '',
  address2: '',
  city: '',
  state: '',
  postalCode: '',
  country: '',
  taxNumber: '',
  isLogin: false,
  addedAt: undefined,
};

export function aContact(
  rows: { panel?: Partial<PanelContact>; ours?: Partial<Companion>; types?: ContactType[] } = {},
): Contact {
  return assembleContact(7, { ...BO, ...rows.panel }, { ...NO_COMPANION, ...rows.ours }, rows.types ?? []);
}

export const anOwner = (panel: Partial<PanelContact> = {}): Contact =>
  aContact({ panel: { contactId: 0, firstName: 'Ann', lastName: 'Lee', ...panel } });
