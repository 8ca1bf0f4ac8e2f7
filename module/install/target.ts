// What a command was pointed at: the folder of a panel, or the database of one.
import path from 'node:path';
import { databaseUrl, readInstallation, type PanelInstallation } from '../panels/installation.js';
import { PANEL_KINDS } from '../panels/panel-kinds.js';

export interface Target {
  databaseUrl: string;
  /** Undefined where only a database was given. */
  installation: PanelInstallation | undefined;
}

/** Throws Error in one line, without any value, when neither is there. */
export function readTarget(words: string): Target {
  if (/^(mysql|mariadb):\/\//.test(words)) {
    if (!URL.canParse(words) || new URL(words).pathname.length < 2)
      throw new Error('The address of the database is like mysql://user:password@host/database');
    return { databaseUrl: words, installation: undefined };
  }
  const installation = readInstallation(path.resolve(words), PANEL_KINDS);
  return { databaseUrl: databaseUrl(installation.database), installation };
}

/** Where the database is and as whom, without the password. */
export function databaseWords(url: string): string {
  const { username, hostname, port, pathname, searchParams } = new URL(url);
  const place = searchParams.get('socketPath') ?? `${hostname}${port ? `:${port}` : ''}`;
  return `database ${decodeURIComponent(pathname.slice(1))} at ${place} as ${decodeURIComponent(username)}`;
}
