// A process for the tests to kill: starts a private database in the folder that it gets as argument (without:
// a throw-away one), prints it as JSON, and lives until it is killed.
import { startPrivateDatabase } from '../../module/demo/private-database.js';

const [dataDir] = process.argv.slice(2);
const database = await startPrivateDatabase(dataDir === undefined ? {} : { dataDir });
process.stdout.write(`${JSON.stringify(database)}\n`); // its pid, socketPath and adminUrl
setInterval(() => {}, 60_000);
