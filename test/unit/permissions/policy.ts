// Who may what, written by hand from domain.md §4 and §5 and never from the code. What no line says is denied.

const TICKETS = 'support.open support.view support.close';
const MAIL = 'billing.notifications support.notifications';
const OTHERS = [
  'billing.contracts billing.creditCards billing.invoices billing.balance billing.estimates billing.orders',
  'billing.funds profile.edit sshKeys.manage services.full emails.history contacts.manage domains.full',
  'ipAccess.edit affiliates.access',
].join(' ');

export const PERMISSION_AXES = {
  actor: [
    'owner owner-ended granted ungranted invited suspended ended no-login expired ends-later',
    'staff staff-ended client-key client-key-ungranted client-key-ended provider-key',
  ].join(' '),
  permission: `${TICKETS} ${MAIL} ${OTHERS}`,
  /** The department limit closes 5 and leaves 4 open; `nowhere-asked` is the question "at all". */
  place: 'nowhere-asked department-4 department-5',
  /** On this permission at a level; on every other permission; on department 4. */
  ceiling: 'none provider group client others department-4',
};

type PermissionLine = Record<keyof typeof PERMISSION_AXES, string>;

const ANY_PLACE = PERMISSION_AXES.place;
const NOT_ON_THIS = 'none others department-4';

export const MAY: readonly PermissionLine[] = [
  // The owner has everything the ceilings leave, and no department limit.
  { actor: 'owner', permission: `${MAIL} ${OTHERS}`, place: ANY_PLACE, ceiling: NOT_ON_THIS },
  { actor: 'owner', permission: TICKETS, place: ANY_PLACE, ceiling: 'none others' },
  { actor: 'owner', permission: TICKETS, place: 'nowhere-asked department-5', ceiling: 'department-4' },
  // Whoever was given it, where the department limit leaves it (P1, P2). A key has what was given to it.
  {
    actor: 'granted ends-later client-key',
    permission: `${MAIL} ${OTHERS}`,
    place: ANY_PLACE,
    ceiling: NOT_ON_THIS,
  },
  {
    actor: 'granted ends-later client-key',
    permission: TICKETS,
    place: 'nowhere-asked department-4',
    ceiling: 'none others',
  },
  {
    actor: 'granted ends-later client-key',
    permission: TICKETS,
    place: 'nowhere-asked',
    ceiling: 'department-4',
  },
  // Mail needs no login, and outlives it (A1).
  {
    actor: 'owner-ended invited suspended ended no-login expired',
    permission: MAIL,
    place: ANY_PLACE,
    ceiling: NOT_ON_THIS,
  },
  // The provider's people; ceilings bind what they give, not what they do (P4).
  {
    actor: 'staff provider-key',
    permission: PERMISSION_AXES.permission,
    place: ANY_PLACE,
    ceiling: PERMISSION_AXES.ceiling,
  },
];

export const SERVICE_AXES = {
  actor: 'owner sub-account suspended staff client-key',
  function: 'view billing signOn manage upgrade cancel',
  /** Is the function given: not at all, here, here but another one, elsewhere, on all, on all but another one, by full control, by both. */
  given: 'none here here-other elsewhere all all-other full full-and-here',
  service: 'has-it lacks-it',
  /** On this function at a level; on every other function; on the permission of full control. */
  ceiling: 'none provider group client others full-control',
};

type ServiceLine = Record<keyof typeof SERVICE_AXES, string>;

const EACH = { function: SERVICE_AXES.function, service: 'has-it' };

export const MAY_WITH_SERVICE: readonly ServiceLine[] = [
  { actor: 'owner', ...EACH, given: SERVICE_AXES.given, ceiling: 'none others full-control' },
  {
    actor: 'sub-account client-key',
    ...EACH,
    given: 'here all full-and-here',
    ceiling: 'none others full-control',
  },
  { actor: 'sub-account client-key', ...EACH, given: 'full', ceiling: 'none others' },
  { actor: 'staff', ...EACH, given: SERVICE_AXES.given, ceiling: SERVICE_AXES.ceiling },
];

/** Domains: the same rules, but every domain has every function. */
export const DOMAIN_AXES = {
  actor: SERVICE_AXES.actor,
  function: 'view nameservers renew manage',
  given: SERVICE_AXES.given,
  ceiling: SERVICE_AXES.ceiling,
};

type DomainLine = Record<keyof typeof DOMAIN_AXES, string>;

export const MAY_WITH_DOMAIN: readonly DomainLine[] = MAY_WITH_SERVICE.map(({ actor, given, ceiling }) => ({
  actor,
  function: DOMAIN_AXES.function,
  given,
  ceiling,
}));

/** Every cell of a line, in the order of the axes: "owner support.open nowhere-asked none". */
export function cellsOf(
  axes: Readonly<Record<string, string>>,
  line: Readonly<Record<string, string>> = axes,
): string[] {
  return Object.keys(axes)
    .map((axis) => (line[axis] ?? '').split(' '))
    .reduce<string[]>(
      (cells, values) => cells.flatMap((cell) => values.map((value) => `${cell} ${value}`)),
      [''],
    )
    .map((cell) => cell.slice(1));
}
