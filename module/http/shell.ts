// What surrounds every page: language, menu, who is signed in, flash, help. Templates get it as `shell`.
import type { Request } from 'express';
import { manifest, type MenuFact } from '../manifest.js';
import { clientName } from '../panels/client-name.js';
import { decide, type Requirement } from '../permissions/decide.js';
import type { Message } from '../support/errors.js';
import type { I18n, Translator } from '../support/i18n.js';
import type { Area } from './areas.js';
import type { AssetUrls } from './assets.js';
import type { PageRequest } from './page.js';
import { csrfTokenOf } from './csrf.js';

export interface ShellDeps {
  i18n: I18n;
  basePath: string;
  assets: AssetUrls;
  /** Set by the demo only: its banner's links. */
  demo: { switchPerson: string; mailbox: string } | undefined;
  /** Where a password is asked for, below the base path; undefined where none can be checked. */
  signIn: string | undefined;
}

export interface Shell {
  language: string;
  dir: 'ltr' | 'rtl';
  theme: string;
  nonce: string;
  provider: string;
  density: string;
  area: Area['id'] | 'public';
  assets: AssetUrls;
  csrf: string;
  menu: { label: string; href: string; current: boolean }[];
  person: { name: string; staff: boolean } | undefined;
  /** The accounts to change between; [] when there is nothing to choose. */
  accounts: { value: string; name: string; current: boolean }[];
  staffBanner: { text: string; href: string } | undefined;
  /** Whose file staff have open, for the document's title. */
  client: string | undefined;
  languages: { code: string; name: string; current: boolean }[];
  preferences: string;
  signOut: string;
  here: string;
  help: { url: string; email: string };
  flash: string | undefined;
  demo: ShellDeps['demo'];
  base: string;
}

/** Reading the flash takes it: it is shown once. `facts`: what menu entries that depend on something find there. */
export function shellOf(
  req: Request,
  deps: ShellDeps,
  area?: Area,
  page?: PageRequest,
  facts: ReadonlySet<MenuFact> = new Set(),
): Shell {
  const { words, settings, nonce } = req.liaison;
  const { basePath } = deps;
  return {
    language: words.language,
    dir: words.dir,
    theme: sessionOf(req)?.theme ?? 'system',
    nonce,
    provider: settings.providerName,
    density: area?.density ?? 'comfortable',
    area: area?.id ?? 'public',
    assets: deps.assets,
    csrf: csrfTokenOf(req),
    menu: area && page ? menuOf(req, words, { area, page, facts }) : [],
    person: req.user && { name: req.user.name, staff: req.user.kind === 'staff' },
    accounts: accountsOf(req),
    staffBanner: staffBannerOf(words, basePath, page),
    client: page?.client && clientName(page.client),
    languages: deps.i18n.languages.map((code) => ({
      code,
      name: deps.i18n.for(code).languageName(code),
      current: code === words.language,
    })),
    preferences: `${basePath}/preferences`,
    signOut: `${basePath}/sign-out`,
    here: req.originalUrl,
    help: { url: settings.helpUrl, email: settings.helpEmail },
    flash: takeFlash(req, words),
    demo: deps.demo,
    base: basePath,
  };
}

function menuOf(
  req: Request,
  words: Translator,
  { area, page, facts }: { area: Area; page: PageRequest; facts: ReadonlySet<MenuFact> },
): Shell['menu'] {
  const entries = manifest.menu
    .filter((entry) => entry.area === area.id && decide(page.actor, entry.permission as Requirement).allowed)
    .filter(({ needs }) => needs === undefined || facts.has(needs))
    .map((entry) => ({ label: words.t(entry.label), href: page.to(entry.path) }));
  const path = req.originalUrl.split('?')[0] as string;
  // The longest entry that the page lies under: "Your details" and not "Contacts" for /contacts/owner/edit.
  const current = entries
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0];
  return entries.map((entry) => ({ ...entry, current: entry === current }));
}

function accountsOf(req: Request): Shell['accounts'] {
  const openings = (req.user && sessionOf(req)?.openings) ?? [];
  const now = req.user?.identity;
  return openings.map(({ identity, name }, index) => ({
    value: String(index),
    name,
    current:
      now?.kind === 'login' && now.clientId === identity.clientId && now.contactId === identity.contactId,
  }));
}

function staffBannerOf(
  words: Translator,
  basePath: string,
  page: PageRequest | undefined,
): Shell['staffBanner'] {
  if (!page?.client) return undefined;
  const params = { client: clientName(page.client), id: page.client.clientId };
  return {
    text: words.t('common:staffBanner', params),
    href: `${basePath}${manifest.mounts.admin}/clients`,
  };
}

const sessionOf = (req: Request) => (req as { session?: Request['session'] }).session;

export function setFlash(req: Request, message: Message): void {
  req.session.flash = message;
}

function takeFlash(req: Request, words: Translator): string | undefined {
  const session = sessionOf(req);
  const flash = session?.flash;
  if (!session || !flash) return undefined;
  delete session.flash;
  return words.say(flash);
}
