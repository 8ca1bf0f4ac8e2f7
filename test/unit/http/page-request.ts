// The request as pages see it, and words that stand still: `t` gives its key and values back.
import type { PageRequest } from '../../../module/http/page.js';
import type { Translator } from '../../../module/support/i18n.js';
import { DEFAULT_SETTINGS } from '../../../module/settings/store.js';
import { owner } from '../actors.js';

export const keysAsWords: Translator = {
  language: 'en',
  dir: 'ltr',
  has: () => false,
  t: (key, params) => (params ? `${key} ${JSON.stringify(params)}` : key),
  say: ({ key, params }) => (params ? `${key} ${JSON.stringify(params)}` : key),
  countryName: (code) => code,
  languageName: (code) => code,
  moment: (date) => date.toISOString(),
};

export function aRequest(changes: Partial<PageRequest> = {}): PageRequest {
  return {
    actor: owner(),
    clientId: 7,
    client: undefined,
    params: {},
    query: {},
    words: keysAsWords,
    settings: DEFAULT_SETTINGS,
    origin: { requestId: 'r', ip: '192.0.2.1' },
    site: 'https://panel.example',
    fresh: { isFresh: () => false, mark: () => undefined },
    panelNotes: () => [],
    to: (path) => `/client${path}`,
    ...changes,
  };
}
