// Where the package lies: the folder with manifest.json, from the sources (tsx) as from dist/.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  if (existsSync(path.join(from, 'manifest.json'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('manifest.json is missing from the Liaison package');
  return findRoot(parent);
}

export const packageRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));
