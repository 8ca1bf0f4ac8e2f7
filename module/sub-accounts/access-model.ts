// What the access pages load: the contact, what whoever looks may give, and what there is to choose from.
import type { Contact } from '../contacts/contact.js';
import type { Department, PanelLogins } from '../panels/panel.js';
import type { DomainFunction, ServiceFunction } from '../permissions/catalogue.js';
import type { Ceilings } from '../permissions/ceilings.js';
import type { LoginState } from '../permissions/subject.js';
import type { StartingPreset } from '../presets/store.js';
import type { Message } from '../support/errors.js';
import type { AccessDraft } from './access-draft.js';
import type { Frame } from './access-reading.js';
import type { PlaceList } from './places.js';

export interface AccessModel {
  contact: Contact;
  state: LoginState;
  /** Why there is no form. */
  closed: Message | undefined;
  /** What the client's owner is called. */
  owner: string | undefined;
  ceilings: Ceilings;
  frame: Frame;
  presets: readonly StartingPreset[];
  departments: readonly Department[];
  draft: AccessDraft;
  lists: { services: PlaceList<ServiceFunction>; domains: PlaceList<DomainFunction> };
  /** The preset chosen under "Start from". */
  start: string;
  /** What the panel makes of it all. */
  logins: Pick<PanelLogins, 'nearest' | 'limitsHereOnly'>;
}

/** Departments that clients do not see are asked about only where they are denied already. */
export const shownDepartments = (
  all: readonly Department[],
  denied: readonly number[],
  isProvider: boolean,
): Department[] => all.filter(({ id, hidden }) => isProvider || !hidden || denied.includes(id));
