// What an installation does, as data: made from facts alone, printed by a dry run, carried out by run-steps.ts. The order
// is such that a run killed between any two steps can be started again: secrets first, then the record of what will be put
// where, then our tables, the bridge, and its configuration last.
import path from 'node:path';
import { bridgeConfigText, BRIDGE_CONFIG, type BridgeConfig } from './bridge-config.js';
import { environmentText, type Environment } from './env-file.js';
import { recordText, sha256, type InstallRecord } from './record.js';
import { originOf, unitText, type Serving } from './serving-text.js';
import type { StateFolder } from './state-folder.js';

export interface Owner {
  uid: number;
  gid: number;
}

/** Panel: written with the rights of the panel's owner. State: with our own. */
export type Side = 'state' | 'panel';
export type Change = 'new' | 'changed';

export type Step =
  | { kind: 'folder'; path: string; mode: number; side: Side }
  | { kind: 'secret'; name: string }
  | {
      kind: 'file';
      path: string;
      content: Buffer;
      mode: number;
      owner: Owner | undefined;
      side: Side;
      change: Change;
    }
  | { kind: 'mode'; path: string; content: Buffer; mode: number; owner: Owner | undefined; side: Side }
  | { kind: 'remove'; path: string; side: Side }
  | { kind: 'statement'; sql: string };

/** What lies at a path now; undefined: nothing. `sha256` is '' for anything but a plain file. */
export interface Present {
  sha256: string;
  mode: number;
  owner: Owner;
}

export interface PanelPlace {
  /** The bridge's folder in the panel. */
  bridge: string;
  /** All folders below the panel's that the bridge's files need, the outer ones first. */
  folders: readonly string[];
  /** Path → content. */
  files: ReadonlyMap<string, Buffer>;
  /** With whose rights root works there. */
  folderOwner: Owner;
  /** Who owns the files there, where we are root; else undefined: whoever installs. */
  owner: Owner | undefined;
  /** Of the bridge's configuration, so that the panel can read it and nobody else. */
  config: { mode: number; owner: Owner | undefined };
}

export interface Facts {
  version: string;
  state: StateFolder;
  /** liaison.env as it is. */
  environment: { text: string | undefined; values: Environment };
  record: InstallRecord | undefined;
  panel: { id: string; folder: string; database: string };
  place: PanelPlace | undefined;
  /** Values that the environment file must have, but for the secrets; of the panel's own, what it needs. */
  wanted: Readonly<Record<'DATABASE_URL' | 'LIAISON_URL' | 'HOST' | 'PORT', string> & Record<string, string>>;
  /** Taken where there is no secret yet. */
  fresh: Readonly<Record<SecretName, string>>;
  menu: BridgeConfig['menu'];
  statements: readonly string[];
  service: { command: readonly string[]; folder: string; machine: boolean };
  present: (file: string) => Present | undefined;
}

export const SECRETS = ['LIAISON_SECRET', 'LIAISON_SESSION_SECRET'] as const;
export type SecretName = (typeof SECRETS)[number];

export interface Plan {
  steps: Step[];
  /** As it will be: for what is printed afterwards. */
  serving: Serving;
}

/** Pure. No steps: everything is already as it should be. */
export function planInstall(facts: Facts): Plan {
  const { state, environment, wanted, fresh, place, present } = facts;
  const secretOf = (name: SecretName): string => environment.values[name] || fresh[name];
  const secrets = Object.fromEntries(SECRETS.map((name) => [name, secretOf(name)]));
  const serving = { url: wanted.LIAISON_URL, host: wanted.HOST, port: Number(wanted.PORT) };

  const own = { mode: 0o600, owner: undefined, side: 'state' } as const;
  const stateFile = (file: string, text: string): Step[] =>
    fileSteps({ path: file, content: Buffer.from(text), ...own }, present);
  const service = { ...facts.service, env: state.env };
  const panelFiles = place ? filesOf(facts, place, secretOf('LIAISON_SECRET'), serving) : [];
  const panelSteps = [
    ...missingFolders(place?.folders ?? [], present, 0o755, 'panel'),
    ...panelFiles.flatMap((file) => fileSteps(file, present)),
    ...outdated(facts, panelFiles),
  ];
  const after = recordAfter(facts, panelFiles);
  const before = { ...after, files: together(facts.record?.files ?? {}, after.files) };
  return {
    steps: [
      ...missingFolders([state.folder], present, 0o700, 'state'),
      ...SECRETS.filter((name) => !environment.values[name]).map((name): Step => ({ kind: 'secret', name })),
      ...stateFile(state.env, environmentText(environment.text, { ...wanted, ...secrets })),
      ...(panelSteps.length > 0 ? stateFile(state.record, recordText(before)) : []),
      ...facts.statements.map((sql): Step => ({ kind: 'statement', sql })),
      ...panelSteps,
      ...fileSteps(
        { path: state.unit, content: Buffer.from(unitText(service)), ...own, mode: 0o644 },
        present,
      ),
      ...lastRecord(facts, panelSteps.length > 0 && recordText(before), recordText(after)),
    ],
    serving,
  };
}

type FileStep = Omit<Extract<Step, { kind: 'file' }>, 'kind' | 'change'>;

function fileSteps(file: FileStep, present: Facts['present']): Step[] {
  const now = present(file.path);
  if (now === undefined || now.sha256 !== sha256(file.content))
    return [{ kind: 'file', ...file, change: now === undefined ? 'new' : 'changed' }];
  const { mode, owner } = file;
  const sameOwner = owner === undefined || (owner.uid === now.owner.uid && owner.gid === now.owner.gid);
  return now.mode === mode && sameOwner ? [] : [{ kind: 'mode', ...file }];
}

const missingFolders = (
  folders: readonly string[],
  present: Facts['present'],
  mode: number,
  side: Side,
): Step[] =>
  folders
    .filter((folder) => !present(folder))
    .map((folder) => ({ kind: 'folder', path: folder, mode, side }));

function filesOf(facts: Facts, place: PanelPlace, secret: string, serving: Serving): FileStep[] {
  const { bridge } = place;
  const { url } = serving;
  const config = bridgeConfigText({ url, origin: originOf(serving), secret, menu: facts.menu });
  const code = [...place.files].map(([file, content]) => ({
    path: file,
    content,
    mode: 0o644,
    owner: place.owner,
    side: 'panel' as const,
  }));
  const last = {
    path: path.join(bridge, BRIDGE_CONFIG),
    content: Buffer.from(config),
    ...place.config,
    side: 'panel' as const,
  };
  return [...code, last];
}

/** Files of an earlier version that are still as it put them. */
function outdated({ record, present }: Facts, files: readonly FileStep[]): Step[] {
  const kept = new Set(files.map((file) => file.path));
  return Object.entries(record?.files ?? {})
    .filter(([file, ours]) => !kept.has(file) && ours.includes(present(file)?.sha256 ?? ''))
    .map(([file]) => ({ kind: 'remove', path: file, side: 'panel' }));
}

function recordAfter(
  { version, panel, place, record, present }: Facts,
  files: readonly FileStep[],
): InstallRecord {
  const folders = (place?.folders ?? []).filter((folder) => !present(folder));
  return {
    version,
    panelId: panel.id,
    folder: panel.folder,
    database: panel.database,
    files: Object.fromEntries(files.map((file) => [file.path, [sha256(file.content)]])),
    folders: [...new Set([...(record?.folders ?? []), ...folders])],
  };
}

function together(one: InstallRecord['files'], other: InstallRecord['files']): InstallRecord['files'] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    names.map((name) => [name, [...new Set([...(one[name] ?? []), ...(other[name] ?? [])])]]),
  );
}

/** The record as it stays, unless it stands there, or was written so already. */
function lastRecord({ state, present }: Facts, written: string | false, text: string): Step[] {
  if (written === text) return [];
  const file = {
    path: state.record,
    content: Buffer.from(text),
    mode: 0o600,
    owner: undefined,
    side: 'state' as const,
  };
  if (written === false) return fileSteps(file, present);
  return [{ kind: 'file', ...file, change: 'changed' }];
}
