// Contact types and primary roles (R1–R5): what a contact hears about, and who is expected to act. Pure rules; none of
// them gives or takes a permission.

export const PRIMARY_ROLES = ['general', 'technical', 'billing', 'security'] as const;
/** Exactly one holder each, at every moment (R2). */
export type PrimaryRole = (typeof PRIMARY_ROLES)[number];

export const CONTACT_TYPES = [...PRIMARY_ROLES, 'admin'] as const;
/** A topic a contact hears about (R1). */
export type ContactType = (typeof CONTACT_TYPES)[number];

export interface Slot {
  role: PrimaryRole;
  /** 0 = the owner. */
  contactId: number;
  /** False while the owner only stands in (R2). */
  chosen: boolean;
  since: Date | undefined;
  /** Who promoted, as they were called then; '' when nobody did, or staff (whose names clients do not see). */
  promotedBy: string;
}

export function isPrimaryRole(text: string): text is PrimaryRole {
  return (PRIMARY_ROLES as readonly string[]).includes(text);
}

/** The owner stands in for every role until somebody is promoted (R2). */
export function standIns(): Slot[] {
  return PRIMARY_ROLES.map((role) => ({
    role,
    contactId: 0,
    chosen: false,
    since: undefined,
    promotedBy: '',
  }));
}

/** R3: a type is a contact's own, or comes with a primary role it was promoted to. In the catalogue's order. */
export function effectiveTypes(
  own: readonly ContactType[],
  slots: readonly Slot[],
  contactId: number,
): ContactType[] {
  const held = heldRoles(slots, contactId);
  return CONTACT_TYPES.filter((type) => own.includes(type) || (held as ContactType[]).includes(type));
}

/** The roles this contact was promoted to. Standing in is not holding: the owner then has no type from it. */
export function heldRoles(slots: readonly Slot[], contactId: number): PrimaryRole[] {
  return slots.filter((slot) => slot.chosen && slot.contactId === contactId).map(({ role }) => role);
}

/** One line of "what changes": ✓ added or ✗ removed (R4). */
export interface RoleChange {
  kind: 'added' | 'removed';
  contactId: number;
  what: 'role' | 'type';
  role: PrimaryRole;
}

export interface Promotion {
  role: PrimaryRole;
  from: Slot;
  to: number;
  changes: RoleChange[];
}

export type PromotionAnswer = { promotion: Promotion } | { refusal: 'alreadyHolds' };

/**
 * What promoting `contactId` to `role` changes (R4): the same answer is shown before and done after. Losing the role
 * keeps the type (R3). A stand-in may be promoted: then it is a choice.
 */
export function promote(
  slots: readonly Slot[],
  typesOf: (contactId: number) => readonly ContactType[],
  role: PrimaryRole,
  contactId: number,
): PromotionAnswer {
  const from = slots.find((slot) => slot.role === role) as Slot;
  if (from.chosen && from.contactId === contactId) return { refusal: 'alreadyHolds' };
  const changes: RoleChange[] = [{ kind: 'added', contactId, what: 'role', role }];
  if (!typesOf(contactId).includes(role)) changes.push({ kind: 'added', contactId, what: 'type', role });
  if (from.contactId !== contactId)
    changes.push({ kind: 'removed', contactId: from.contactId, what: 'role', role });
  return { promotion: { role, from, to: contactId, changes } };
}
