// What an installed panel says of itself in its own configuration file: the database, and where our bridge belongs.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Executor } from '../support/database.js';
import type { PanelApiSetup } from './panel-api.js';
import { readPhpSettings, type PhpSettings } from './php-settings.js';
import type { TableUse, UnshownTables } from './table-use.js';

export interface DatabaseAddress {
  host: string;
  port: number | undefined;
  /** A unix socket in place of host and port. */
  socketPath: string | undefined;
  user: string;
  password: string;
  name: string;
  tls: { ca: string; cert: string; key: string; verify: boolean } | undefined;
}

export interface PanelInstallation {
  /** As in the manifest. */
  panelId: string;
  panelName: string;
  folder: string;
  configFile: string;
  database: DatabaseAddress;
  /** The charset of the panel's own connection, as its configuration names it; '' when it does not. */
  charset: string;
  bridgeFolder: string;
  bridgeParts: PanelKind['bridgeParts'];
  /** What was looked for and not found or not carried over, a line each. */
  notes: string[];
}

/** One kind of panel that we know how to install into. */
export interface PanelKind {
  panelId: string;
  name: string;
  /** Below the panel's folder, with `/` between. */
  configFile: string;
  /** Where the bridge lies, with its configuration; below the panel's folder. */
  bridgeFolder: string;
  /** What makes the bridge up: our folder below module/panels → below the panel's folder. In this order it is put there. */
  bridgeParts: Readonly<Record<string, string>>;
  /** Throws Error in one line, without any value, when the file does not say what is needed. */
  read(settings: PhpSettings): Pick<PanelInstallation, 'database' | 'charset' | 'notes'>;
  /** What the adapter touches, of the tables that are there. */
  uses(on: Executor): Promise<TableUse[]>;
  /** Where staff switch the bridge on: "Extras → Plugins → Liaison → Activate". */
  switchedOn: string;
  /** Columns with hashes of passwords: the doctor tells of which forms they are. */
  passwords: readonly { table: string; column: string }[];
  /** Tables that may hold what nobody has shown; absent where nothing is sought. */
  unshown?: UnshownTables;
  /** Absent where the adapter writes into the database. */
  api?: PanelApiSetup;
}

const LARGEST = 1_000_000;

/**
 * Recognises the panel in this folder by its configuration file, which is read as text and never run. Throws Error in
 * one line when no panel of these kinds is there, or its file does not say plainly where the database is.
 */
export function readInstallation(folder: string, kinds: readonly PanelKind[]): PanelInstallation {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`There is no folder ${folder}`);
  for (const kind of kinds) {
    const configFile = path.join(folder, kind.configFile);
    const found = statSync(configFile, { throwIfNoEntry: false });
    if (!found?.isFile() || found.size > LARGEST) continue;
    const { panelId, name: panelName, bridgeFolder, bridgeParts } = kind;
    try {
      const read = kind.read(readPhpSettings(readFileSync(configFile)));
      return { panelId, panelName, folder, configFile, bridgeFolder, bridgeParts, ...read };
    } catch (error) {
      throw new Error(`${configFile}: ${(error as Error).message}`, { cause: error });
    }
  }
  const wanted = kinds.map(({ configFile, name }) => `${configFile} (${name})`).join(' nor ');
  throw new Error(`No panel was found in ${folder}: neither ${wanted} is there`);
}

/** The text at `key`; numbers are texts too. Undefined when it is not set; throws when it cannot be read. */
export function textAt(settings: PhpSettings, key: string): string | undefined {
  const setting = settings.get(key);
  if (setting === undefined || ('value' in setting && setting.value === null)) return undefined;
  if ('problem' in setting)
    throw new Error(`${key} ${setting.problem}. Write it as one text in quotes, or install with mysql://…`);
  if (typeof setting.value === 'boolean') return setting.value ? '1' : '';
  return String(setting.value);
}

/** Host and port as PHP takes them: "db.example", "db.example:3307", "localhost:/run/mysqld/mysqld.sock". */
export function placeOf(
  written: string,
  port: string | undefined,
  isSocket: (file: string) => boolean = socketThere,
): Pick<DatabaseAddress, 'host' | 'port' | 'socketPath'> {
  const socket = /^[^/]*?:?(\/.+)$/.exec(written)?.[1];
  if (socket) return { host: 'localhost', port: undefined, socketPath: socket };
  const [, host = written, inHost] = /^([^:]+):(\d+)$/.exec(written) ?? [];
  const number = Number(port || inHost || 0);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new Error('The port of the database is no number from 1 to 65535');
  // PHP reaches "localhost" by the server's socket, and users of the database may be let in only that way.
  const known = host === 'localhost' && number === 0 ? SOCKETS.find(isSocket) : undefined;
  return { host, port: number || undefined, socketPath: known };
}

const SOCKETS = ['/run/mysqld/mysqld.sock', '/var/lib/mysql/mysql.sock', '/tmp/mysql.sock'];

const socketThere = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isSocket() ?? false;

/** As `DATABASE_URL` takes it. Every character that a shell or an environment file could read otherwise is encoded. */
export function databaseUrl(address: DatabaseAddress): string {
  const { host, port, socketPath, user, password, name, tls } = address;
  const login = password === '' ? encoded(user) : `${encoded(user)}:${encoded(password)}`;
  const place = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const more = Object.entries({
    socketPath,
    tlsCa: tls?.ca,
    tlsCert: tls?.cert,
    tlsKey: tls?.key,
    tls: tls && (tls.verify ? 'verified' : 'unverified'),
  }).flatMap(([key, value]) => (value ? [`${key}=${encoded(value)}`] : []));
  const query = more.length > 0 ? `?${more.join('&')}` : '';
  return `mysql://${login}@${place}${port ? `:${port}` : ''}/${encoded(name)}${query}`;
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
