// What a download is: a declaration, like a page's. `download-server.ts` streams it as CSV behind the same guard.
import type { Requirement } from '../permissions/decide.js';
import type { PageRequest } from './page.js';

export interface Download {
  path: string;
  permission: Requirement;
  /** "activity.csv". */
  filename: string;
  /** The first row: what each column is called. */
  columns(request: PageRequest): string[];
  /** All rows, as they come: nothing keeps them together. Throws before the first when they cannot be given. */
  rows(request: PageRequest): AsyncIterable<string[]>;
}

/** Declares a download. Throws, at boot, when the declaration leaves out who may have it or what it is called. */
export function download(spec: Download): Download {
  if (!spec.permission) throw new Error(`Download ${spec.path} has no permission`);
  if (!spec.filename) throw new Error(`Download ${spec.path} has no file name`);
  return spec;
}
