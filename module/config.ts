// The environment, parsed once and frozen. Everything else gets what it needs handed in.
import { z } from 'zod';
import { partsOf, wholeApi, type PanelApi } from './panels/panel-api.js';
import { PANEL_KINDS } from './panels/panel-kinds.js';

const flag = z.enum(['', '0', '1']).default('');

const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(mysql|mariadb):\/\//, 'must start with mysql://')
    .optional(),
  LIAISON_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  LIAISON_SESSION_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  LIAISON_URL: z.url('must be the address people use, like https://panel.example/liaison').optional(),
  LIAISON_SMTP_URL: z.string().default(''),
  LIAISON_MAIL_FROM: z.string().default(''),
  LIAISON_TRUST_PROXY: flag,
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
});

export interface Config {
  databaseUrl: string | undefined;
  /** Shared with the panel's bridge: signs hand-overs. */
  secret: string | undefined;
  sessionSecret: string | undefined;
  /** The address people use, without a slash at its end; '' = as it comes. */
  url: string;
  /** The path part of `url`: every link starts with it. */
  basePath: string;
  /** The panel's own API, for panels that are not written into directly. */
  panelApi: PanelApi | undefined;
  smtpUrl: string;
  mailFrom: string;
  trustProxy: boolean;
  host: string;
  port: number;
}

/** Throws an Error with one line per wrong variable; values are never in it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(lines.join('\n'));
  }
  const { data } = parsed;
  const url = (data.LIAISON_URL ?? '').replace(/\/+$/, '');
  return Object.freeze({
    databaseUrl: data.DATABASE_URL,
    secret: data.LIAISON_SECRET,
    sessionSecret: data.LIAISON_SESSION_SECRET ?? data.LIAISON_SECRET,
    url,
    basePath: url ? new URL(url).pathname.replace(/\/$/, '') : '',
    panelApi: panelApiIn(env),
    smtpUrl: data.LIAISON_SMTP_URL,
    mailFrom: data.LIAISON_MAIL_FROM,
    // An https address of a process that itself speaks http means that a proxy stands before it.
    trustProxy:
      data.LIAISON_TRUST_PROXY === '1' || (data.LIAISON_TRUST_PROXY === '' && url.startsWith('https:')),
    host: data.HOST,
    port: data.PORT,
  });
}

/** Of the kinds of panels that have one, the first that is set. */
function panelApiIn(env: NodeJS.ProcessEnv): PanelApi | undefined {
  const setups = PANEL_KINDS.flatMap(({ api }) => api ?? []);
  return setups.flatMap((setup) => wholeApi(setup, partsOf(setup, env)) ?? [])[0];
}
