// An older version of this package, as a folder of its own to run commands in: it knows only the first migrations, and each
// part of a bridge has one file of another content, one that is gone today, and lacks one that is there today.
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageRoot } from '../../module/support/paths.js';

const PARTS = ['module', 'migrations', 'views', 'lang', 'manifest.json', 'package.json', 'tsconfig.json'];

export interface OlderPackage {
  root: string;
  remove(): void;
}

/** With this many migrations. */
export function olderPackage(migrations: number): OlderPackage {
  const root = mkdtempSync(path.join(tmpdir(), 'liaison-older-'));
  const inside = (...names: string[]): string => path.join(root, ...names);
  for (const part of PARTS) cpSync(path.join(packageRoot, part), inside(part), { recursive: true });
  symlinkSync(path.join(packageRoot, 'node_modules'), inside('node_modules'));

  change(inside('manifest.json'), (text) => text.replace(/("version": ")[^"]+/, '$10.0.1'));
  change(inside('migrations', 'index.ts'), (text) =>
    text.replace(/(: readonly Migration\[\] = \[\n)([^\]]*)(\];)/, (_all, head: string, list: string, end: string) => {
      const kept = list.split('\n').slice(0, migrations).join('\n');
      return `${head}${kept}\n${end}`;
    }),
  ); // prettier-ignore
  for (const [index, bridge] of bridgesIn(inside('module', 'panels')).entries()) {
    const files = readdirSync(bridge, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.php'))
      .toSorted();
    appendFileSync(path.join(bridge, files[0] as string), '// as it was\n');
    rmSync(path.join(bridge, files.at(-1) as string));
    writeFileSync(path.join(bridge, `OlderOnly${index}.php`), '<?php // gone today\n');
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function change(file: string, by: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = by(before);
  if (after === before) throw new Error(`${file} is not as this test knows it`);
  writeFileSync(file, after);
}

/** Folders of PHP that belong into a panel, of all panels. */
const bridgesIn = (panels: string): string[] =>
  readdirSync(panels, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'bridge')
    .map((name) => path.join(panels, name));
