// The files of the checkout as the architecture tests read them: text and imports, no execution.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../../module/support/paths.js';

export interface Import {
  /** As written: "./phone.js", "knex". */
  from: string;
  /** The file it means, below the root; undefined for a package. */
  file: string | undefined;
  /** `import type`, or nothing but types: gone when the code runs. */
  typeOnly: boolean;
}

/** Paths below the root of the checkout, with "/", sorted. */
export function filesIn(folder: string, extension: string): string[] {
  return readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll(path.sep, '/')}`)
    .filter((file) => file.endsWith(extension))
    .toSorted();
}

export const textOf = (file: string): string => readFileSync(path.join(packageRoot, file), 'utf8');

/** Without comments: rules about words are rules about code. */
export function codeOf(file: string): string {
  return textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

const FROM = /^(?:import|export)\s+(type\s)?([^;'"]*?)\s*from\s+'([^']+)'/gm;
const BARE = /^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

export function importsOf(file: string): Import[] {
  const text = codeOf(file);
  const found = [...text.matchAll(FROM)].map(([, type, names = '', from = '']) => ({
    from,
    typeOnly: type !== undefined || isTypesOnly(names),
  }));
  const bare = [...text.matchAll(BARE)].map(([, plain, dynamic]) => ({
    from: (plain ?? dynamic) as string,
    typeOnly: false,
  }));
  return [...found, ...bare].map((one) => ({ ...one, file: fileOf(one.from, file) }));
}

const isTypesOnly = (names: string): boolean =>
  /^\{[^}]*\}$/.test(names) &&
  names
    .slice(1, -1)
    .split(',')
    .filter((name) => name.trim() !== '')
    .every((name) => name.trim().startsWith('type '));

function fileOf(from: string, importer: string): string | undefined {
  if (!from.startsWith('.')) return undefined;
  return path.posix.join(path.posix.dirname(importer), from).replace(/\.js$/, '.ts');
}

export const CODE: readonly string[] = [...filesIn('module', '.ts'), ...filesIn('migrations', '.ts')];
