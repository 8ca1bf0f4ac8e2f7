// The MariaDB (or MySQL) program behind the private database: where it lies, with which flags it runs, and the
// shell that watches over it, so that it never outlives the process that started it.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { findProgram, installDebianPackages } from './debian-package.js';

/** The commands, as words, of the server that this machine has. */
export interface DatabaseProgram {
  /** Makes a new database in `data`, an empty folder; its administrator is `root` without a password. */
  initialise(data: string): string[];
  /** Serves `data` on a unix socket in the folder `run`, without a port; `kept` data survives a power cut. */
  serve(data: string, run: string, kept: boolean): string[];
}

const PACKAGES = ['mariadb-server-core', 'mariadb-client-core'];
// Where servers lie that an ordinary user's PATH does not name.
const FOLDERS =
  '/usr/sbin /usr/libexec /usr/local/sbin /usr/local/bin /usr/local/mysql/bin /opt/homebrew/bin';

// Nothing of the machine's own configuration counts. The small sizes only save room on the disk.
const COMMON = ['--no-defaults', '--innodb-log-file-size=8M'];
const SERVE = [
  '--skip-networking',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--performance-schema=0',
  '--innodb-buffer-pool-size=64M',
  '--innodb-temp-data-file-path=ibtmp1:1M:autoextend',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
];
// With 2, a commit is safe from any end of the server; a power cut can cost the last second, but breaks nothing.
const KEPT = ['--innodb-flush-log-at-trx-commit=2', '--innodb-doublewrite=1'];
const THROW_AWAY = ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0'];

/**
 * Finds the server of this machine; installs Debian's MariaDB when there is none (`say` gets a line before).
 * @throws Error with one line that says what to install when that cannot be done
 */
export async function findDatabaseProgram(say: (line: string) => void): Promise<DatabaseProgram> {
  const found = lookForProgram();
  if (found) return found;
  await installDebianPackages(PACKAGES, 'MariaDB', say);
  const installed = lookForProgram();
  if (!installed) throw new Error(`Install MariaDB first: sudo apt-get install ${PACKAGES.join(' ')}`);
  return installed;
}

function lookForProgram(): DatabaseProgram | undefined {
  const server = findProgram(['mariadbd', 'mysqld'], FOLDERS.split(' '));
  if (!server) return undefined;
  // As root the server refuses to run until it is told that this is meant.
  const common = [...COMMON, ...(process.getuid?.() === 0 ? ['--user=root'] : [])];
  const serve = (data: string, run: string, kept: boolean): string[] => {
    const places = [
      `--datadir=${data}`,
      `--socket=${run}/socket`,
      `--pid-file=${run}/pid`,
      `--tmpdir=${run}`,
    ];
    return [server, ...common, ...SERVE, ...(kept ? KEPT : THROW_AWAY), ...places];
  };
  if (!spawnSync(server, ['--no-defaults', '--version'], { encoding: 'utf8' }).stdout.includes('MariaDB')) {
    // MySQL, by its manual only: Debian has none, so that this path is untested. It opens a second socket, mysqlx.
    return {
      initialise: (data) => [server, ...common, '--initialize-insecure', `--datadir=${data}`],
      serve: (...args) => [...serve(...args), '--mysqlx=OFF'],
    };
  }
  const near = [dirname(server), resolve(server, '../../bin'), resolve(server, '../../scripts')];
  const installer = findProgram(['mariadb-install-db', 'mysql_install_db'], near);
  // The installer calls this one, which Debian's server package alone lacks.
  if (!installer || !findProgram(['my_print_defaults'], near)) return undefined;
  const flags = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
  return { initialise: (data) => [installer, ...common, ...flags, `--datadir=${data}`], serve };
}

/**
 * Makes `folders` (for this user alone), runs `initialise` (if given), writes "initialised" to its output, waits
 * for a line of input, runs `serve` and writes its process id. When the input ends, also because our process was
 * killed, the server is killed; when the server has ended, `folders` are removed. Error output: the programs'.
 */
export function superviseDatabase(
  folders: string[],
  initialise: string[] | undefined,
  serve: string[],
): ChildProcessWithoutNullStreams {
  // An initialisation under way is let finish (half a second) when we are killed, and then removed.
  const script = `
    exec 3<&0 </dev/null
    server= watcher=
    clean() {
      [ -z "$server" ] || { kill -9 "$server"; wait "$server"; }
      [ -z "$watcher" ] || kill "$watcher"
      rm -rf -- ${quoted(folders)}
    }
    mkdir -m 700 -- ${quoted(folders)} || exit 1
    trap clean EXIT
    trap 'exit 1' HUP INT TERM
    trap '' PIPE
    ${initialise ? `${quoted(initialise)} >&2 3<&- || exit 1` : ''}
    echo initialised
    read -r go <&3 || exit 1
    ${quoted(serve)} >&2 3<&- & server=$!
    { cat <&3 >/dev/null; kill -9 "$server"; } & watcher=$!
    echo "$server"
    wait "$server"
    server=`;
  // A group of its own: a terminal's Ctrl-C is for us, and the server ends after us.
  return spawn('sh', ['-c', script], { stdio: 'pipe', detached: true });
}

function quoted(words: string[]): string {
  return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
}
