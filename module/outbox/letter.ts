// How every mail of ours is built: words in the recipient's language, as text and as HTML, ending with why they get it.
import type { Renderer } from '../http/render.js';
import { manifest } from '../manifest.js';
import { clientName } from '../panels/client-name.js';
import type { Panel } from '../panels/panel.js';
import type { KnexSettingsStore, Settings } from '../settings/store.js';
import type { Executor } from '../support/database.js';
import type { I18n, Translator } from '../support/i18n.js';
import type { MailMessage } from '../support/mail.js';

/**
 * The page where whoever reads this contact's address confirms it, below the address people use; undefined when there is
 * nothing to ask.
 */
export type ConfirmPath = (
  clientId: number,
  reader: { contactId: number; address: string },
  on: Executor,
) => Promise<string | undefined>;

/** Whether whoever reads the address wants no mail about this client. */
export type IsBlocked = (clientId: number, address: string, on: Executor) => Promise<boolean>;

export interface LetterDeps {
  panel: Pick<Panel, 'clients'>;
  settings: KnexSettingsStore;
  i18n: I18n;
  renderer: Renderer;
  /** The address people use, base path included; '' when nobody told us. */
  url: string;
  confirmPath: ConfirmPath;
  isBlocked: IsBlocked;
}

export interface Letter {
  to: MailMessage['to'];
  /** The contact whose address it goes to: until that is confirmed, the letter ends with the link to do so. */
  contactId?: number;
  /** BCP 47 of the recipient; undefined = the client's. */
  language: string | undefined;
  /** Key below `mails:` with `subject` and these parts. */
  key: string;
  parts: readonly string[];
  params: Record<string, string>;
  /** More of them that are words themselves, in the recipient's language. */
  said?: (words: Translator, settings: Settings) => Record<string, string>;
  /** Where its link leads, below the address people use; left out = the contacts, '' = it has none. */
  path?: string;
  /** The link opens something by itself. */
  secret?: true;
}

/** Undefined when the client is gone by now, and for an address that is blocked. `{{provider}}`, `{{company}}` and `{{owner}}` are always there. */
export async function writeLetter(
  clientId: number,
  letter: Letter,
  deps: LetterDeps,
  on: Executor,
): Promise<MailMessage | undefined> {
  const { to, language, key, parts, params, said, secret } = letter;
  const { path = `${manifest.mounts.client}/contacts` } = letter;
  const client = await deps.panel.clients.find(clientId, on);
  if (!client || to.address === '' || (await deps.isBlocked(clientId, to.address, on))) return undefined;
  const settings = await deps.settings.read(on);
  const words = deps.i18n.for(deps.i18n.choose([language, client.language]));
  const all = {
    provider: settings.providerName,
    company: clientName(client),
    owner: client.ownerName,
    ...params,
    ...said?.(words, settings),
  };
  const lines = parts.map((part) => words.t(`mails:${key}.${part}`, all));
  const link = deps.url && path ? `${deps.url}${path}` : '';
  const confirm = await confirmLink(clientId, letter, deps, on);
  const ask = confirm ? words.t('mails:confirm.ask', all) : '';
  const subject = words.t(`mails:${key}.subject`, all);
  const html = await deps.renderer.render('mail/plain', {
    words,
    subject,
    lines,
    link,
    linkText: words.t(secret ? `mails:${key}.link` : 'mails:open'),
    ask,
    confirm,
  });
  return {
    to,
    subject,
    text: [...lines, link, ask, confirm].filter((part) => part !== '').join('\n\n'),
    html,
    ...(secret || confirm ? { secret: true } : {}),
  };
}

async function confirmLink(
  clientId: number,
  { to: { address }, contactId, secret }: Letter,
  { url, confirmPath }: LetterDeps,
  on: Executor,
): Promise<string> {
  // Whoever uses a link that opens something proves the address by it.
  if (!url || contactId === undefined || secret) return '';
  const path = await confirmPath(clientId, { contactId, address }, on);
  return path ? `${url}${path}` : '';
}
