// What is found of the panel, one line each: for the doctor and for the setup page, so that both say the same. What it holds
// itself, what only we keep and enforce, and what is not possible there.
import {
  DOMAIN_FUNCTIONS,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from '../permissions/catalogue.js';
import type { Finding } from '../support/finding.js';
import type { Translator } from '../support/i18n.js';
import type { Capability, Panel } from './panel.js';
import type { PanelAccess } from './panel-logins.js';

/** In the order in which they are said. */
const SAID = [
  'contacts', 'contactChanges', 'contactEmail', 'ownerDetails', 'logins', 'passwords', 'staff', 'departments', 'services', 'domains', 'mailSwitches',
  'clientMailPreferences', 'mailTemplates', 'billingContact', 'clientGroups', 'taxNumber',
] as const satisfies readonly Exclude<Capability, 'separateLogins'>[]; // prettier-ignore

export function capabilityFindings(
  { capabilities, logins }: Pick<Panel, 'capabilities' | 'logins'>,
  words: Translator,
): Finding[] {
  const { t, say } = words;
  const held = SAID.filter((one) => capabilities[one].on).map((one) => t(`panels:names.${one}`));
  const lacking = SAID.flatMap((one) => {
    const capability = capabilities[one];
    if (capability.on) return [];
    const key = capability.keptHere ? 'panels:found.keptHere' : 'panels:found.notPossible';
    return [t(key, { because: say(capability.because) })];
  });
  return [
    { level: '✓', text: t('panels:found.held', { names: listed(held, words) }) },
    // One lack may switch off several.
    ...[...new Set(lacking)].map((text): Finding => ({ level: '▲', text })),
    // A panel's way, and no lack.
    ...(capabilities.separateLogins.on
      ? []
      : [{ level: '▲', text: say(capabilities.separateLogins.because) } as const]),
    ...(capabilities.logins.on ? loginFindings(logins, words) : []),
  ];
}

function loginFindings({ nearest }: Pick<Panel['logins'], 'nearest'>, words: Translator): Finding[] {
  const { t } = words;
  const unsaid = onlyHere(nearest);
  const names = [
    ...unsaid.permissions.map((one) => t(`permissions:labels.${one}`)),
    ...unsaid.serviceFunctions.map((one) => functionOf('service', one, words)),
    ...unsaid.domainFunctions.map((one) => functionOf('domain', one, words)),
    t('panels:found.limits'),
    t('panels:found.lastDay'),
  ];
  const groups = together(nearest).map((group) => {
    const labels = group.map((one) => t(`permissions:labels.${one}`));
    return t('panels:found.together', { names: listed(labels, words) });
  });
  return [t('panels:found.onlyHere', { names: listed(names, words) }), ...groups].map((text) => ({
    level: '▲',
    text,
  }));
}

const functionOf = (
  of: 'service' | 'domain',
  one: ServiceFunction | DomainFunction,
  { t }: Translator,
): string => t(`panels:found.of.${of}`, { function: t(`permissions:functions.${one}`) });

export const listed = (texts: readonly string[], { language }: Pick<Translator, 'language'>): string =>
  new Intl.ListFormat(language, { type: 'unit' }).format(texts);

type Nearest = (access: PanelAccess) => PanelAccess;

const NOTHING: PanelAccess = { permissions: [], serviceFunctions: [], domainFunctions: [] };

/** For what the panel has no word: given or not, its own pages do not know. */
export function onlyHere(nearest: Nearest): PanelAccess {
  const permissions = PERMISSIONS.filter(
    (one) => !nearest({ ...NOTHING, permissions: [one] }).permissions.includes(one),
  );
  const serviceFunctions = SERVICE_FUNCTIONS.filter(
    (one) => !nearest({ ...NOTHING, serviceFunctions: [one] }).serviceFunctions.includes(one),
  );
  const domainFunctions = DOMAIN_FUNCTIONS.filter(
    (one) => !nearest({ ...NOTHING, domainFunctions: [one] }).domainFunctions.includes(one),
  );
  return { permissions, serviceFunctions, domainFunctions };
}

/** Permissions that are one and the same for the panel: whoever has one of a group has all of it there (P7). */
export function together(nearest: Nearest): Permission[][] {
  const groups = new Map<string, Permission[]>();
  for (const one of PERMISSIONS) {
    const { permissions } = nearest({ ...NOTHING, permissions: [one] });
    if (permissions.length > 1) groups.set(permissions.join(), [...permissions]);
  }
  return [...groups.values()];
}
