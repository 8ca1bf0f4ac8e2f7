// What changes in an access, line by line in words: the same functions on many services are one line.
import type { AccessChange } from '../../permissions/access-changes.js';
import { CATALOGUE } from '../../permissions/catalogue.js';
import type { Translator } from '../../support/i18n.js';
import type { ReasonNames } from '../../http/reasons.js';

export interface ChangeLine {
  kind: 'added' | 'removed';
  text: string;
  risk: string | undefined;
}

type ReachChange = Extract<AccessChange, { what: 'service' | 'domain' }>;

export function changeLines(
  changes: readonly AccessChange[],
  names: ReasonNames,
  words: Translator,
): ChangeLine[] {
  const { t } = words;
  const reaches = (what: ReachChange['what']): ReachChange[] =>
    changes.filter((change): change is ReachChange => change.what === what);
  const plain = (change: AccessChange): ChangeLine[] => {
    const { kind } = change;
    if (change.what === 'permission') {
      const risk = CATALOGUE.find(({ key }) => key === change.permission)?.risk;
      const text = t(`permissions:labels.${change.permission}`);
      return [{ kind, text, risk: risk && t(`permissions:risks.${risk}`) }];
    }
    if (change.what === 'department') {
      const department = names.departments?.get(change.id) ?? `#${change.id}`;
      return [{ kind, text: t('access:lines.department', { department }), risk: undefined }];
    }
    if (change.what === 'expiry')
      return [{ kind, text: t('access:lines.end', { at: words.moment(change.at) }), risk: undefined }];
    return [];
  };
  const ends = changes.filter(({ what }) => what === 'expiry');
  return [
    ...changes.filter(({ what }) => what !== 'expiry').flatMap(plain),
    ...reachLines(reaches('service'), names.services, 'services', words),
    ...reachLines(reaches('domain'), names.domains, 'domains', words),
    ...ends.flatMap(plain),
  ];
}

function reachLines(
  changes: readonly ReachChange[],
  names: ReadonlyMap<number, string> | undefined,
  kind: 'services' | 'domains',
  words: Translator,
): ChangeLine[] {
  const { t } = words;
  const list = new Intl.ListFormat(words.language, { type: 'conjunction' });
  const said = (functions: readonly string[]): string =>
    list.format(functions.map((one) => t(`permissions:functions.${one}`)));
  const lines = new Map<string, { kind: ChangeLine['kind']; functions: string[]; ids: number[] }>();
  const all: ChangeLine[] = [];
  for (const [key, functions] of byPlace(changes)) {
    const [way = 'added', id = ''] = key.split(' ');
    const change = way as ChangeLine['kind'];
    if (id === 'all') {
      all.push({
        kind: change,
        text: t(`access:lines.${kind}All`, { functions: said(functions) }),
        risk: undefined,
      });
      continue;
    }
    const group = `${change} ${functions.join()}`;
    const line = lines.get(group) ?? { kind: change, functions, ids: [] };
    line.ids.push(Number(id));
    lines.set(group, line);
  }
  const some = [...lines.values()].map(({ kind: change, functions, ids }): ChangeLine => {
    const places = list.format(ids.map((id) => names?.get(id) ?? `#${id}`));
    return {
      kind: change,
      text: t('access:lines.some', { functions: said(functions), places }),
      risk: undefined,
    };
  });
  return [...all, ...some];
}

function byPlace(changes: readonly ReachChange[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { kind, id, function: one } of changes) {
    const key = `${kind} ${id}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  return places;
}
