// The files that make up the bridge in a panel: what every panel's bridge shares, the panel's own part, and where each
// belongs.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PanelInstallation } from '../panels/installation.js';
import { packageRoot } from '../support/paths.js';

/** Path in the panel → content. Throws Error when this package lacks a part of it, or two files would lie at one path. */
export function bridgeFiles({
  folder,
  bridgeParts,
}: Pick<PanelInstallation, 'folder' | 'bridgeParts'>): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [part, below] of Object.entries(bridgeParts)) {
    const from = path.join(packageRoot, 'module', 'panels', part);
    for (const name of filesBelow(from)) {
      const file = path.join(folder, below, name);
      if (files.has(file)) throw new Error(`Two files of this package belong at ${file}`);
      files.set(file, readFileSync(path.join(from, name)));
    }
  }
  return files;
}

function filesBelow(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile()).toSorted();
  if (files.length === 0) throw new Error(`This package holds no bridge for the panel: ${folder} is empty`);
  return files;
}
