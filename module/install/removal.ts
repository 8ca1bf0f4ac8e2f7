// What an uninstallation takes out, as data: files that are still as we put them. What somebody changed is left, unless
// everything is to go.
import type { Present } from './plan.js';
import type { InstallRecord } from './record.js';

export interface Removal {
  /** Files to take, the configuration with the secret first. */
  files: string[];
  /** Changed by somebody, and left. */
  changed: string[];
  /** Folders of ours, the inner ones first: taken where nothing is left in them. */
  folders: string[];
}

/** Pure. `draftOf`: the name of a file that a killed run left half written. */
export function planRemoval(
  { files, folders }: Pick<InstallRecord, 'files' | 'folders'>,
  purge: boolean,
  present: (file: string) => Present | undefined,
  draftOf: (file: string) => string,
): Removal {
  const there = Object.keys(files).filter((file) => present(file) ?? present(draftOf(file)));
  const isOurs = (file: string): boolean => {
    const now = present(file);
    return now === undefined || (files[file] ?? []).includes(now.sha256);
  };
  const changed = purge ? [] : there.filter((file) => !isOurs(file));
  return {
    files: there.filter((file) => !changed.includes(file)).toReversed(),
    changed,
    folders: folders.filter((folder) => present(folder)).toReversed(),
  };
}
