// The contacts list (CL3) as its template prints it.
import type { AddressMarkView } from '../../confirmations/contact-addresses.js';
import { listAddress } from '../../http/list-query.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import { LOGIN_STATES, type LoginState } from '../../permissions/subject.js';
import { CONTACT_TYPES, PRIMARY_ROLES, type ContactType, type PrimaryRole } from '../../roles/role.js';
import type { ContactRoles } from '../../roles/service.js';
import { loginBadge, loginWord } from '../../sub-accounts/pages/login-badge.js';
import { displayName, pathId } from '../contact.js';
import { toReadForm } from '../email.js';
import type { ContactList, Sort } from '../list-store.js';
import type { SignIns } from '../logins.js';
import { formatPhone } from '../phone.js';

/** What the address of the list may ask for. */
export interface ListQuery {
  q: string;
  kind: 'person' | 'mailbox' | '';
  type: ContactType | '';
  /** The one contact who holds this role, or stands in for it. */
  role: PrimaryRole | '';
  /** Whose sub-account is in this state. */
  login: LoginState | '';
  sort: Sort | '';
  /** From 1. */
  page: number;
}

export interface ListModel {
  query: ListQuery;
  list: ContactList & Pick<SignIns, 'withoutContact'>;
  roles: ReadonlyMap<number, ContactRoles>;
  /** Of addresses that may not work. */
  marks: ReadonlyMap<number, AddressMarkView>;
  /** False where the panel has no logins: then nothing is said of sub-accounts. */
  hasLogins: boolean;
}

export function contactListLocals(
  { query, list, roles, marks, hasLogins }: ListModel,
  request: PageRequest,
): PageLocals {
  const { words } = request;
  const { t } = words;
  const link = (changes: Partial<ListQuery>): string =>
    request.to(listAddress('/contacts', { ...query, page: 1, ...changes }));
  const heading = t('contacts:list.title', { count: list.total });
  const notes = request.panelNotes(['contactChanges']);
  // What cannot be added cannot be deleted either: the panel takes neither from here.
  const isFixed = notes.length > 0;
  return {
    title: query.page > 1 ? t('contacts:list.titlePage', { title: heading, page: query.page }) : heading,
    heading,
    action: request.to('/contacts'),
    addLink: isFixed ? undefined : request.to('/contacts/new'),
    notes,
    q: query.q,
    kind: query.kind,
    sort: query.sort,
    type: query.type,
    role: query.role,
    login: query.login,
    filterOpen: [query.kind, query.type, query.role, query.login].some((filter) => filter !== ''),
    hasLogins,
    logins: filterOptions(LOGIN_STATES, (state) => loginWord(state as LoginState, words), t),
    withoutContact: hasLogins ? loginsView(query, list.withoutContact, request) : undefined,
    types: filterOptions(CONTACT_TYPES, (type) => t(`roles:types.${type}`), t),
    roles: filterOptions(PRIMARY_ROLES, (role) => t(`roles:roles.${role}`), t),
    kinds: ['', 'person', 'mailbox'].map((value) => ({
      value,
      label: value ? t(`contacts:kinds.${value}`) : t('contacts:list.allKinds'),
    })),
    chips: [
      ...(query.kind ? [{ label: t(`contacts:kinds.${query.kind}`), href: link({ kind: '' }) }] : []),
      ...(query.type ? [{ label: t(`roles:types.${query.type}`), href: link({ type: '' }) }] : []),
      ...(query.role ? [{ label: t(`roles:roles.${query.role}`), href: link({ role: '' }) }] : []),
      ...(query.login ? [{ label: loginWord(query.login, words), href: link({ login: '' }) }] : []),
    ],
    clearLink: link({ q: '', kind: '', type: '', role: '', login: '' }),
    columns: (['name', 'email', 'phone'] as const).map((column) => sortColumn(column, query, request, link)),
    rows: list.items.map((item) => ({
      ...rowView(item, roles.get(item.contactId), request, isFixed),
      mark: marks.get(item.contactId),
    })),
    empty: emptyText(query, list, request),
    pagination: paginationView(list.total, PAGE_SIZE, query.page, (page) => link({ page }), words),
  };
}

function rowView(
  item: ContactList['items'][number],
  held: ContactRoles | undefined,
  request: PageRequest,
  isFixed: boolean,
) {
  const { t } = request.words;
  const path = request.to(`/contacts/${pathId(item.contactId)}`);
  const name = displayName(item);
  return {
    name,
    href: path,
    badge: item.kind === 'person' ? undefined : t(`contacts:kinds.${item.kind}`),
    email: toReadForm(item.email),
    phones: [item.phone, item.mobile].flatMap((phone) => (phone ? [formatPhone(phone)] : [])),
    types: (held?.types ?? []).map((type) => t(`roles:types.${type}`)),
    roles: [
      ...(held?.roles ?? []).map((role) => ({ text: t(`roles:roles.${role}`), standIn: false })),
      ...(held?.standsIn.length
        ? [{ text: t('roles:standInCount', { count: held.standsIn.length }), standIn: true }]
        : []),
    ],
    login: item.login && loginBadge(item.login, request.words),
    promote: { href: `${path}/promote`, label: t('roles:promoteThis', { name }) },
    edit: { href: `${path}/edit`, label: t('contacts:list.edit', { name }) },
    remove:
      item.contactId === 0 || isFixed
        ? undefined
        : { href: `${path}/delete`, label: t('contacts:list.delete', { name }) },
  };
}

/** Logins that no contact belongs to: a small list under the table, found by the same search. */
function loginsView(
  { q, kind, type, role, login, page }: ListQuery,
  logins: SignIns['withoutContact'],
  { words, to, settings }: PageRequest,
) {
  if (page > 1 || kind || type || role || (login && login !== 'active')) return undefined;
  const sought = q.toLowerCase();
  const found = logins.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(sought));
  if (found.length === 0) return undefined;
  const number = new Intl.NumberFormat(words.language).format(found.length);
  return {
    title: words.t('sub-accounts:login.withoutContact', { number }),
    hint: words.t('sub-accounts:login.withoutContactHint', { provider: settings.providerName }),
    // Who has more finds them by searching.
    rows: found.slice(0, PAGE_SIZE).map(({ name, email }) => {
      const [firstName = '', ...rest] = name.split(' ');
      const answers = new URLSearchParams({ firstName, lastName: rest.join(' '), email });
      return {
        name: name || email,
        email,
        href: to(`/contacts/new?${answers.toString()}`),
        label: words.t('sub-accounts:login.thisAsContact', { name: name || email }),
      };
    }),
  };
}

function sortColumn(
  column: 'name' | 'email' | 'phone',
  { sort }: ListQuery,
  { words }: PageRequest,
  link: (changes: Partial<ListQuery>) => string,
) {
  const label = words.t(`contacts:list.columns.${column}`);
  if (column === 'phone') return { label, href: undefined, sorted: 'none' };
  const sorted = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : 'none';
  const next: Sort = sorted === 'ascending' ? `-${column}` : column;
  return { label, href: link({ sort: next }), sorted };
}

function emptyText(query: ListQuery, list: ContactList, { words }: PageRequest): string | undefined {
  if (list.items.length > 0) return undefined;
  if (list.total > 0) return words.t('common:pagination.pastEnd');
  return query.q === ''
    ? words.t('contacts:list.noneOfKind')
    : words.t('contacts:list.noMatch', { q: query.q });
}

const filterOptions = (
  values: readonly string[],
  label: (value: string) => string,
  t: PageRequest['words']['t'],
) => [
  { value: '', label: t('contacts:list.allKinds') },
  ...values.map((value) => ({ value, label: label(value) })),
];
