// What the inspector's page is made from.
import type { Contact } from '../../contacts/contact.js';
import type { Department, Domain, Service } from '../../panels/panel.js';
import type { Subject } from '../../permissions/subject.js';
import type { Message } from '../../support/errors.js';
import type { Asking, CanQuery } from '../can-asked.js';

export interface CanModel {
  contact: Contact;
  subject: Subject;
  /** The actor may change this access: lines then lead to where it is changed. */
  mayChange: boolean;
  query: CanQuery;
  asking: Asking;
  departments: readonly Department[];
  presets: ReadonlyMap<string, string>;
  services: { total: number; services: readonly Service[] };
  domains: { total: number; domains: readonly Domain[] };
}

/** What every line of the page needs: whom it is about, as if they could sign in, and the words for reasons. */
export interface Inspector {
  subject: Subject;
  now: Date;
  say: (reason: Message) => string;
  /** Where this access is changed; undefined when the actor may not. */
  changeLink: string | undefined;
}
