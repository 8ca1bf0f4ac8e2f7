// Promote (CL7): choose a role, see what changes in words, then do exactly that.
import type { Previewed } from '../../contacts/picker.js';
import { formView } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { displayName, pathId, type Contact } from '../../contacts/contact.js';
import { recipientLines } from '../../notices/pages/changes.js';
import type { Message } from '../../support/errors.js';
import { PRIMARY_ROLES, type PrimaryRole, type RoleChange } from '../role.js';
import type { HeldSlot, PromotionPreview } from '../service.js';

export interface PromoteModel extends Previewed<PromotionPreview> {
  contact: Contact;
  slots: HeldSlot[];
  /** The contact's address runs on the client's own servers here (C9). */
  sameServer: Message | undefined;
  /** Asked for in the query, and possible. */
  role: PrimaryRole | undefined;
}

export function promoteLocals(model: PromoteModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { contact, role, preview } = model;
  const name = displayName(contact);
  const path = to(`/contacts/${pathId(contact.contactId)}`);
  const errors = { ...model.refusal, ...typed.errors };
  const field = {
    path: 'role',
    type: 'radios' as const,
    label: t('roles:promote.choose'),
    options: PRIMARY_ROLES.map((value) => ({
      value,
      label: t(`roles:roles.${value}`),
      hint: holderText(model.slots, value, request),
    })),
  };
  const form = formView([field], { role: role ?? '' }, { ...typed, answers: undefined, errors }, words);
  return {
    title: t('roles:promote.title', { name }),
    crumbs: [
      { label: t('contacts:list.heading'), href: to('/contacts') },
      { label: name, href: path },
    ],
    form,
    action: `${path}/promote`,
    back: path,
    preview: preview && previewView(preview, model, request),
    warnings: warningsOf(model, request),
    staff: request.actor.kind === 'staff',
  };
}

// None of them is a reason to refuse.
function warningsOf({ contact, sameServer, preview }: PromoteModel, { words }: PageRequest): string[] {
  const { t } = words;
  const cannotBeCalled = contact.kind === 'mailbox' || (!contact.phone && !contact.mobile);
  return [
    ...(cannotBeCalled ? [t('roles:promote.callable')] : []),
    ...(preview && !preview.isConfirmed
      ? [t('roles:promote.unconfirmed', { name: displayName(contact) })]
      : []),
    ...(sameServer ? [words.say(sameServer)] : []),
  ];
}

function holderText(slots: readonly HeldSlot[], role: PrimaryRole, { words }: PageRequest): string {
  const slot = slots.find((candidate) => candidate.role === role) as HeldSlot;
  return words.t(slot.chosen ? 'roles:heldBy' : 'roles:standsIn', { name: displayName(slot.holder) });
}

function previewView(
  { promotion, people, recipients, seen }: PromotionPreview,
  { contact }: PromoteModel,
  { words }: PageRequest,
) {
  const { t } = words;
  const { role, from } = promotion;
  const nameOf = (id: number): string => displayName(people.get(id) as Contact);
  const roleName = t(`roles:roles.${role}`);
  return {
    seen,
    role,
    lines: promotion.changes.map(({ kind, contactId, what }) => ({
      kind,
      text: t(lineKey(kind, what, from.chosen), {
        name: nameOf(contactId),
        role: roleName,
        type: t(`roles:types.${role}`),
      }),
    })),
    recipients: recipientLines(recipients, words),
    acting: t(`roles:promote.acting.${role}`, { from: nameOf(from.contactId), to: displayName(contact) }),
    button: t('roles:promote.button', { name: displayName(contact), role: roleName }),
    tell: t(
      from.chosen && from.contactId !== contact.contactId
        ? 'roles:promote.tellBoth'
        : 'roles:promote.tellOne',
      {
        name: displayName(contact),
        from: nameOf(from.contactId),
      },
    ),
  };
}

function lineKey(kind: RoleChange['kind'], what: RoleChange['what'], wasChosen: boolean): string {
  if (kind === 'added') return what === 'role' ? 'roles:promote.addedRole' : 'roles:promote.addedType';
  return wasChosen ? 'roles:promote.removedRole' : 'roles:promote.removedStandIn';
}
