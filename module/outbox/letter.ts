// How every mail of ours is built: words in the recipient's language, as text and as HTML, ending with why they get it.
import type { Renderer } from '../http/render.js';
import { manifest } from '../manifest.js';
import type { Panel } from '../panels/panel.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { Executor } from '../support/database.js';
import type { I18n } from '../support/i18n.js';
import type { MailMessage } from '../support/mail.js';

export interface LetterDeps {
  panel: Pick<Panel, 'clients'>;
  settings: KnexSettingsStore;
  i18n: I18n;
  renderer: Renderer;
  /** The address people use, base path included; '' when nobody told us. */
  url: string;
}

export interface Letter {
  to: MailMessage['to'];
  /** BCP 47 of the recipient; undefined = the client's. */
  language: string | undefined;
  /** Key below `mails:` with `subject` and these parts. */
  key: string;
  parts: readonly string[];
  params: Record<string, string>;
  /** Where its one link leads, below the address people use; left out = the contacts. */
  path?: string;
  /** The link opens something by itself. */
  secret?: true;
}

/** Undefined when the client is gone by now. `{{provider}}`, `{{company}}` and `{{owner}}` are always there. */
export async function writeLetter(
  clientId: number,
  { to, language, key, parts, params, path = `${manifest.mounts.client}/contacts`, secret }: Letter,
  deps: LetterDeps,
  on: Executor,
): Promise<MailMessage | undefined> {
  const client = await deps.panel.clients.find(clientId, on);
  if (!client || to.address === '') return undefined;
  const settings = await deps.settings.read(on);
  const words = deps.i18n.for(deps.i18n.choose([language, client.language]));
  const all = {
    provider: settings.providerName || manifest.name,
    company: client.companyName || client.ownerName,
    owner: client.ownerName,
    ...params,
  };
  const lines = parts.map((part) => words.t(`mails:${key}.${part}`, all));
  const link = deps.url ? `${deps.url}${path}` : '';
  const subject = words.t(`mails:${key}.subject`, all);
  const html = await deps.renderer.render('mail/plain', {
    words,
    subject,
    lines,
    link,
    linkText: words.t(secret ? `mails:${key}.link` : 'mails:open'),
  });
  return {
    to,
    subject,
    text: [...lines, ...(link ? [link] : [])].join('\n\n'),
    html,
    ...(secret ? { secret } : {}),
  };
}
