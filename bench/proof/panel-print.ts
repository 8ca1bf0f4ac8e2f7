// Prints the checksums of a panel's database and folder, a line for each table, trigger, routine and file, so that whoever
// doubts compares two moments with `diff`. Changes nothing, and has nothing of Liaison in it.
//   npm run --silent proof:print -- mysql://user:password@host/database [FOLDER] > before.txt
import { databasePrint, folderPrint, linesOf, sumOf, type Print } from '../../test/support/panel-print.js';

const [url, folder] = process.argv.slice(2);
if (url === undefined)
  throw new Error('Say mysql://user:password@host/database, and the folder of the panel');

const say = (what: string, print: Print): void =>
  void process.stdout.write(`${linesOf(print).join('\n')}\n${what} ${sumOf(print)}\n`);

say('database', await databasePrint(url));
if (folder !== undefined) say('folder', folderPrint(folder));
