// The command line as a real process. Whatever still runs when a test ends is killed by `killCommands` in its `after`.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { packageRoot } from '../../module/support/paths.js';

export interface CommandResult {
  code: number | null;
  out: string;
  err: string;
}

export interface RunningCommand {
  child: ChildProcess;
  done: Promise<CommandResult>;
}

const running = new Set<ChildProcess>();

/** `root`: the package whose command it is; ours where nothing is said. */
export function startCommand(
  words: readonly string[],
  env: Record<string, string> = {},
  root = packageRoot,
): RunningCommand {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx/esm', 'module/cli.ts', ...words], {
    cwd: root,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const result: CommandResult = { code: null, out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (result.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (result.err += data.toString()));
  const done = once(child, 'close').then(([code]) => {
    running.delete(child);
    return { ...result, code: code as number | null };
  });
  return { child, done };
}

export const runCommand = (
  words: readonly string[],
  env: Record<string, string> = {},
  root = packageRoot,
): Promise<CommandResult> => startCommand(words, env, root).done;

export function killCommands(): void {
  for (const child of running) child.kill('SIGKILL');
}
