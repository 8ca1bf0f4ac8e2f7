// Who uses a folder: keeps two processes from running the demo's database on the same data at the same time.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

/**
 * Writes into `<folder>.owner` that `folder` is this process's; returns the function that takes this back. The
 * mark of a process that has ended, as after a kill, does not count.
 * @throws Error with one line when a live process (this one too) has the folder
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const mark = `${folder}.owner`;
  const draft = `${mark}.${randomUUID()}`;
  await writeFile(draft, identity(process.pid));
  try {
    // link() makes the mark whole or not at all, and only where there is none.
    while (!(await linkIfFree(draft, mark))) {
      const owner = await readFile(mark, 'utf8').catch(() => '');
      const pid = Number.parseInt(owner);
      if (owner !== '' && identity(pid) === owner)
        throw new Error(`The demo's database in ${folder} is already in use by process ${pid}.`);
      // Two starters could both remove a dead mark: the server's own lock on its files then stops the second.
      await rm(mark, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(mark, { force: true });
}

async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * "pid start-time" of a live process, else ''. The start time tells it from a later process with its number: in
 * containers numbers come again soon. A zombie, which some containers never clear away, counts as ended.
 */
function identity(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? '' : `${pid} ${fields[18]}`;
  } catch {
    return process.platform !== 'linux' && answersSignals(pid) ? `${pid}` : '';
  }
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM'); // it lives, but is another user's
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
