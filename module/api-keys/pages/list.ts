// A client's API keys (CL18): what each may do, who made it, when it was used and when it ends.
import type { PageLocals, PageRequest } from '../../http/page.js';
import type { ApiKey } from '../api-key.js';
import { scopeTexts } from './labels.js';

export interface KeysModel {
  keys: ApiKey[];
  now: Date;
}

export function keyListLocals({ keys, now }: KeysModel, request: PageRequest, docs: string): PageLocals {
  const { words, to } = request;
  const { t } = words;
  return {
    title: t('api-keys:title'),
    intro: introOf(request),
    addLink: to('/api-keys/new'),
    docs,
    rows: keys.map((key) => ({
      name: key.name,
      ending: key.ending,
      ended: key.endsAt !== undefined && key.endsAt <= now,
      scopes: scopeTexts(key.scopes, words),
      madeBy: key.madeBy || t('common:someStaff'),
      madeOn: moment(key.createdAt, request),
      lastUsed: key.lastUsedAt && moment(key.lastUsedAt, request),
      ends: key.endsAt && moment(key.endsAt, request),
      revoke: {
        href: to(`/api-keys/${key.keyId}/revoke`),
        label: t('api-keys:revokeThis', { name: key.name }),
      },
    })),
  };
}

/** What a key is, and that it never does more than its maker may. */
export const introOf = ({ actor, words }: PageRequest): string =>
  words.t(actor.kind === 'staff' ? 'api-keys:introStaff' : 'api-keys:intro');

const moment = (date: Date, { words }: PageRequest) => ({
  text: words.moment(date),
  iso: date.toISOString(),
});
