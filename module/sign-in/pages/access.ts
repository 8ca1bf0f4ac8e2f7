// What an access lets somebody do, in words: permissions by section with their risks, then what they reach.
import type { ReasonNames } from '../../http/reasons.js';
import { deniedDepartments, type Access } from '../../permissions/access.js';
import { CATALOGUE, DEPARTMENT_PERMISSIONS, SECTIONS } from '../../permissions/catalogue.js';
import type { Translator } from '../../support/i18n.js';
import { NAMED_MAX } from '../invitations.js';

export interface AccessView {
  sections: { label: string; permissions: { label: string; risk: string | undefined }[] }[];
  limits: { label: string; lines: string[] }[];
}

export function accessView(access: Access, names: ReasonNames, words: Translator): AccessView {
  const { t } = words;
  const sections = SECTIONS.map((section) => ({
    label: t(`permissions:sections.${section}`),
    permissions: CATALOGUE.filter(
      (one) => one.section === section && access.permissions.includes(one.key),
    ).map(({ key, risk }) => ({
      label: t(`permissions:labels.${key}`),
      risk: risk && t(`permissions:risks.${risk}`),
    })),
  }));
  const limits = [
    { label: t('invite:reach.departments'), lines: departmentLines(access, names, words) },
    { label: t('invite:reach.services'), lines: scopeLines(access.services, names.services, words) },
    { label: t('invite:reach.domains'), lines: scopeLines(access.domains, names.domains, words) },
  ];
  return {
    sections: sections.filter(({ permissions }) => permissions.length > 0),
    limits: limits.filter(({ lines }) => lines.length > 0),
  };
}

// Whoever has nothing to do with tickets reaches no department.
function departmentLines(
  access: Access,
  { departments }: ReasonNames,
  { t, language }: Translator,
): string[] {
  if (!DEPARTMENT_PERMISSIONS.some((permission) => access.permissions.includes(permission))) return [];
  const denied = deniedDepartments(access).map((id) => departments?.get(id) ?? `#${id}`);
  if (denied.length === 0) return [t('invite:reach.all')];
  return [t('invite:reach.except', { names: listOf(denied, language) })];
}

function scopeLines(
  scope: Access['services'] | Access['domains'],
  names: ReadonlyMap<number, string> | undefined,
  { t, language }: Translator,
): string[] {
  const said = (functions: readonly string[]): string =>
    listOf(
      functions.map((one) => t(`permissions:functions.${one}`)),
      language,
    );
  if (scope.mode === 'none') return [];
  if (scope.mode === 'all')
    return [t('invite:reach.on', { name: t('invite:reach.all'), functions: said(scope.functions) })];
  const lines = scope.grants
    .slice(0, NAMED_MAX)
    .map(({ id, functions }) =>
      t('invite:reach.on', { name: names?.get(id) ?? `#${id}`, functions: said(functions) }),
    );
  const more = scope.grants.length - lines.length;
  return more > 0 ? [...lines, t('invite:reach.more', { count: more })] : lines;
}

const listOf = (texts: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(texts);
