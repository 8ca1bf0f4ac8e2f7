// What a sub-account's settings let it do, in a few lines: how much of each section, and where.
import type { PageRequest } from '../../http/page.js';
import { deniedDepartments } from '../../permissions/access.js';
import { CATALOGUE, DEPARTMENT_PERMISSIONS, SECTIONS } from '../../permissions/catalogue.js';
import { effectiveAccess } from '../../permissions/effective-access.js';
import type { Scope } from '../../permissions/scope.js';
import { asIfActive, type Subject } from '../../permissions/subject.js';

export interface SummaryLine {
  label: string;
  value: string;
}

/** Ceilings included: it says what would work, whether the person can sign in yet or not. */
export function accessSummary(
  subject: Subject,
  departments: ReadonlyMap<number, string>,
  { words, actor }: PageRequest,
): SummaryLine[] {
  const { t } = words;
  const access = effectiveAccess(asIfActive(subject), actor.readAt);
  const knowsTickets = DEPARTMENT_PERMISSIONS.some((one) => access.permissions.includes(one));
  const reach = <F>(scope: Scope<F>): string =>
    scope.mode === 'only'
      ? t('sub-accounts:login.only', { count: scope.grants.length })
      : t(`sub-accounts:login.${scope.mode === 'all' ? 'all' : 'nothing'}`);
  return [
    ...SECTIONS.map((section) => {
      const all = CATALOGUE.filter((entry) => entry.section === section);
      const on = all.filter(({ key }) => access.permissions.includes(key));
      return {
        label: t(`permissions:sections.${section}`),
        value: t('sub-accounts:login.ofAll', { on: on.length, all: all.length }),
      };
    }),
    ...(knowsTickets ? [{ label: t('sub-accounts:login.departments'), value: departmentsText() }] : []),
    { label: t('sub-accounts:login.services'), value: reach(access.services) },
    { label: t('sub-accounts:login.domains'), value: reach(access.domains) },
    ...(subject.access.expiresAt
      ? [{ label: t('sub-accounts:login.endsOn'), value: words.moment(subject.access.expiresAt) }]
      : []),
  ];

  function departmentsText(): string {
    const closed = deniedDepartments(access).map((id) => departments.get(id) ?? `#${id}`);
    if (closed.length === 0) return t('sub-accounts:login.all');
    const names = new Intl.ListFormat(words.language).format(closed);
    return t('sub-accounts:login.allExcept', { names });
  }
}
