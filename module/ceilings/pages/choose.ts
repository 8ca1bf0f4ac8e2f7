// Which level a ceiling is looked at: everybody, a group, or one client that is searched for (AD5).
import { clientName } from '../../panels/client-name.js';
import type { ClientSummary } from '../../panels/panel.js';
import type { CeilingLevel } from '../../permissions/ceilings.js';
import type { PageRequest } from '../../http/page.js';
import type { LevelRef } from '../level.js';

export interface Choosing {
  level: CeilingLevel;
  /** Undefined while a group or client is still to be chosen. */
  chosen: LevelRef | undefined;
  groups: readonly { id: number; name: string }[];
  q: string;
  /** What was found for `q`; undefined when nothing was searched. */
  found: readonly ClientSummary[] | undefined;
}

/** Undefined in a client's file, where the client is chosen. */
export function chooserView(choosing: Choosing, { client, to, words }: PageRequest) {
  if (client) return undefined;
  const { level, chosen, groups, q, found } = choosing;
  return {
    action: to('/permissions'),
    everybody: { href: to('/permissions'), current: level === 'provider' },
    groups: groups.map(({ id, name }) => ({
      id,
      name,
      selected: level === 'group' && chosen?.id === id,
    })),
    q,
    found: found?.map((one) => ({
      name: clientName(one),
      id: one.clientId,
      href: to(`/permissions?level=client&id=${one.clientId}`),
    })),
    noMatch: found?.length === 0 ? words.t('clients:noMatch', { q }) : undefined,
  };
}
