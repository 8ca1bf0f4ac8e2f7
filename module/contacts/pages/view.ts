// One contact (CL6): details, what they receive, what they may do, and history.
import { lineView } from '../../audit/pages/line.js';
import type { AuditLine } from '../../audit/store.js';
import type { AddressCard } from '../../confirmations/contact-addresses.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import type { MailPicture } from '../../notices/contact-mail.js';
import type { ContactRoles } from '../../roles/service.js';
import { stateName } from '../../reference/us-states.js';
import type { AccessCard } from '../../sub-accounts/pages/login-card.js';
import type { Message } from '../../support/errors.js';
import { joinStreet } from '../address.js';
import { displayName, pathId, type Contact } from '../contact.js';
import { toReadForm } from '../email.js';
import { formatPhone } from '../phone.js';
import { fieldLabel } from './labels.js';
import { mailPictureView } from './mail-picture.js';

export interface ViewModel {
  contact: Contact;
  history: AuditLine[];
  sameServer: Message | undefined;
  mail: MailPicture;
  roles: ReadonlyMap<number, ContactRoles>;
  mayEdit: boolean;
  /** Ready for the page; undefined where the panel has no logins. */
  access: AccessCard | undefined;
  address: AddressCard;
}

export function contactViewLocals(
  { contact, history, sameServer, mail, roles, mayEdit, access, address }: ViewModel,
  request: PageRequest,
): PageLocals {
  const { words } = request;
  const name = displayName(contact);
  const path = request.to(`/contacts/${pathId(contact.contactId)}`);
  const fixed = contact.kind === 'owner' ? [] : request.panelNotes(['contactChanges']);
  const label = (field: string): string => fieldLabel(field, words);
  return {
    title: name,
    crumbs: [{ label: words.t('contacts:list.heading'), href: request.to('/contacts') }],
    badge: contact.kind === 'person' ? undefined : words.t(`contacts:kinds.${contact.kind}`),
    editLink: mayEdit ? `${path}/edit` : undefined,
    editLabel: words.t('contacts:list.edit', { name }),
    deleteLink: contact.kind === 'owner' || fixed.length > 0 ? undefined : `${path}/delete`,
    deleteLabel: words.t('contacts:list.delete', { name }),
    promote: { href: `${path}/promote`, label: words.t('roles:promoteThis', { name }) },
    access,
    notes: [...new Set([...fixed, ...(access ? [] : request.panelNotes(['logins']))])],
    address,
    receives: { ...receivesView(roles.get(contact.contactId), words), ...mailPictureView(mail, request) },
    changeMail: mayEdit
      ? { href: `${path}/edit#f-types`, label: words.t('contacts:receives.changeFor', { name }) }
      : undefined,
    preferencesLink: request.to(
      `/notices?${new URLSearchParams({ view: 'contact', q: contact.email }).toString()}`,
    ),
    sameServer: sameServer && words.say(sameServer),
    details: [
      ...(contact.title
        ? [{ label: label('title'), value: words.t(`contacts:titles.${contact.title}`) }]
        : []),
      { label: label('email'), value: toReadForm(contact.email), isolate: true },
      ...(address.tickets ? [{ label: words.t('confirmations:tickets.label'), value: address.tickets }] : []),
      {
        label: words.t('contacts:fields.phone'),
        value: contact.phone && formatPhone(contact.phone),
        isolate: true,
      },
      {
        label: words.t('contacts:fields.mobile'),
        value: contact.mobile && formatPhone(contact.mobile),
        isolate: true,
      },
      ...(contact.companyName ? [{ label: label('companyName'), value: contact.companyName }] : []),
      { label: words.t('contacts:view.address'), lines: addressLines(contact, words.countryName) },
      {
        label: label('language'),
        value: contact.language
          ? words.languageName(contact.language)
          : words.t('contacts:add.languageOfClient'),
      },
      ...(contact.note ? [{ label: label('note'), value: contact.note }] : []),
    ],
    history: history.map((line) => lineView(line, request)),
    activityLink: request.to(`/activity?contact=${pathId(contact.contactId)}`),
  };
}

function receivesView(held: ContactRoles | undefined, { t }: PageRequest['words']) {
  return {
    types: (held?.types ?? []).map((type) => ({
      text: t(`roles:types.${type}`),
      because: held?.roles.some((role) => role === type)
        ? t('roles:because', { role: t(`roles:roles.${type}`) })
        : '',
    })),
    roles: (held?.roles ?? []).map((role) => t(`roles:roles.${role}`)),
    standsIn: (held?.standsIn ?? []).map((role) => t(`roles:roles.${role}`)),
  };
}

function addressLines(contact: Contact, countryName: (code: string) => string): string[] {
  const state = contact.state ? stateName(contact.state) : contact.stored.state;
  return [
    joinStreet(contact.street, contact.houseNumber, contact.country),
    contact.stored.address2,
    [contact.postalCode, contact.city].filter(Boolean).join(' '),
    state,
    contact.country && countryName(contact.country),
  ].filter((line) => line !== '');
}
