// Looking at files, and writing them so that a killed run never leaves half of one. In the panel's folder root works with
// the rights of that folder's owner: a link that the owner put there leads nowhere that the owner could not write.
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
} from 'node:fs';
import {
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { PanelInstallation } from '../panels/installation.js';
import type { Owner, PanelPlace, Present } from './plan.js';
import { sha256 } from './record.js';
import { isRoot } from './state-folder.js';

/** What lies at this path, without following a link. */
export function lookAt(file: string): Present | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return undefined;
  const plain = found.isFile();
  return {
    sha256: plain ? sha256(readFileSync(file)) : '',
    mode: found.mode & 0o7777,
    owner: { uid: found.uid, gid: found.gid },
  };
}

export const textOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** Who owns what in the panel. Throws Error when a link stands where the bridge belongs. */
export function panelPlace(
  { folder: panelFolder, bridgeFolder, configFile }: PanelInstallation,
  files: PanelPlace['files'],
): PanelPlace {
  const folders = new Set<string>();
  for (const file of files.keys()) {
    const whole = path.relative(panelFolder, path.dirname(file)).split(path.sep);
    for (let depth = 1; depth <= whole.length; depth += 1)
      folders.add(path.join(panelFolder, ...whole.slice(0, depth)));
  }
  for (const folder of folders) {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found && !found.isDirectory())
      throw new Error(`${folder} is a link or a file: the bridge needs a folder there`);
  }
  const folder = statSync(panelFolder);
  const config = statSync(configFile);
  const owner = isRoot() ? { uid: folder.uid, gid: folder.gid } : undefined;
  const configOwner = isRoot() ? { uid: config.uid, gid: config.gid } : undefined;
  // A configuration that root owns is read by the panel through its group.
  const byGroup = configOwner?.uid === 0 && configOwner.gid !== 0 && (config.mode & 0o040) !== 0;
  return {
    bridge: path.join(panelFolder, bridgeFolder),
    folders: [...folders].toSorted(),
    files,
    owner,
    config: { mode: byGroup ? 0o640 : 0o600, owner: configOwner },
    folderOwner: { uid: folder.uid, gid: folder.gid },
  };
}

/** Whose folder the panel is; undefined where it is gone. */
export function folderOwnerOf(panelFolder: string): Owner | undefined {
  const folder = panelFolder === '' ? undefined : statSync(panelFolder, { throwIfNoEntry: false });
  return folder && { uid: folder.uid, gid: folder.gid };
}

/** With the rights of this user, where we are root. Synchronous: the whole process changes its user meanwhile. */
export function withRightsOf<T>(owner: Owner | undefined, work: () => T): T {
  if (!owner || !isRoot() || owner.uid === 0) return work();
  const groups = process.getgroups?.() ?? [];
  process.setgroups?.([owner.gid]);
  process.setegid?.(owner.gid);
  process.seteuid?.(owner.uid);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.setgroups?.(groups);
  }
}

/** The name under which a file is written before it takes its place; still PHP, should a web server be asked for it. */
export const draftOf = (file: string): string =>
  path.join(path.dirname(file), `.liaison-new-${path.basename(file)}`);

/** The whole file or nothing of it, with its mode and owner from the first byte on. */
export function putFile(
  file: string,
  content: Buffer,
  { mode, owner, folderOwner }: { mode: number; owner: Owner | undefined; folderOwner: Owner | undefined },
): void {
  const draft = draftOf(file);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const handle = withRightsOf(folderOwner, () => {
    rmSync(draft, { force: true });
    return openSync(draft, flags, 0o600);
  });
  try {
    if (owner) fchownSync(handle, owner.uid, owner.gid);
    fchmodSync(handle, mode);
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  withRightsOf(folderOwner, () => renameSync(draft, file));
}

export function putFolder(folder: string, mode: number, folderOwner: Owner | undefined): void {
  withRightsOf(folderOwner, () => {
    mkdirSync(folder, { recursive: true, mode });
    chmodSync(folder, mode);
  });
}

export function takeFile(file: string, folderOwner: Owner | undefined): void {
  withRightsOf(folderOwner, () => {
    for (const name of [file, draftOf(file)]) rmSync(name, { force: true });
  });
}

/** Removes the folder if nothing is in it; whether it is gone. */
export function takeFolder(folder: string, folderOwner: Owner | undefined): boolean {
  if (!existsSync(folder)) return true;
  if (readdirSync(folder).length > 0) return false;
  withRightsOf(folderOwner, () => rmdirSync(folder));
  return true;
}
