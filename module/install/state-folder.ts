// Where an installation keeps what is its own: the environment of `liaison serve`, the unit, and the list of what was
// put where.
import { homedir } from 'node:os';
import path from 'node:path';

export interface StateFolder {
  folder: string;
  env: string;
  record: string;
  unit: string;
}

/** `--state FOLDER`, else /etc/liaison for root and ~/.config/liaison for anybody else. */
export function stateFolder(asked: string | undefined): StateFolder {
  const usual = isRoot() ? '/etc/liaison' : path.join(homedir(), '.config', 'liaison');
  const folder = path.resolve(asked ?? usual);
  const file = (name: string): string => path.join(folder, name);
  return { folder, env: file('liaison.env'), record: file('installed.json'), unit: file('liaison.service') };
}

export const isRoot = (): boolean => process.geteuid?.() === 0;
