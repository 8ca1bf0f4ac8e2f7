// What the panel makes of an access (P7), beside the boxes of the form: what it cannot tell apart, what it has no word for,
// and limits that it does not know.
import { ownPagesOf } from '../../http/panel-notes.js';
import type { PageRequest } from '../../http/page.js';
import { listed, onlyHere, together } from '../../panels/panel-findings.js';
import type { PanelLogins } from '../../panels/panel.js';
import {
  CATALOGUE,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from '../../permissions/catalogue.js';

/** Mail goes out from these pages' own rules, wherever somebody signs in. */
const isMail = (one: Permission): boolean => CATALOGUE.some(({ key, mail }) => key === one && mail === true);

export function permissionNotes({ nearest }: Pick<PanelLogins, 'nearest'>, request: PageRequest): string[] {
  const { words } = request;
  const provider = ownPagesOf(request);
  const say = (key: string, keys: readonly Permission[]): string[] => {
    const names = listed(
      keys.map((one) => words.t(`permissions:labels.${one}`)),
      words,
    );
    return keys.length === 0 ? [] : [words.t(key, { provider, names })];
  };
  const unsaid = onlyHere(nearest).permissions.filter((one) => !isMail(one));
  return [
    ...together(nearest).flatMap((group) => say('panels:notes.together', group)),
    ...say('panels:notes.onlyHere', unsaid),
  ];
}

export function limitNotes(
  { nearest, limitsHereOnly }: Pick<PanelLogins, 'nearest' | 'limitsHereOnly'>,
  request: PageRequest,
): string[] {
  const { words } = request;
  const provider = ownPagesOf(request);
  const { serviceFunctions, domainFunctions } = onlyHere(nearest);
  const functions: readonly (ServiceFunction | DomainFunction)[] = [
    ...new Set([...serviceFunctions, ...domainFunctions]),
  ];
  const names = listed(
    functions.map((one) => words.t(`permissions:functions.${one}`)),
    words,
  );
  return [
    ...request.panelNotes(['departments', 'services', 'domains']),
    ...(limitsHereOnly ? [words.t('panels:notes.limits', { provider })] : []),
    ...(functions.length > 0 ? [words.t('panels:notes.onlyHere', { provider, names })] : []),
  ];
}
