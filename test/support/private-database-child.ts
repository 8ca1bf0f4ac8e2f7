// A process for the tests to kill: starts a private database in the folder that it gets as argument (without:
// a throw-away one), prints its server's pid and socket, and lives until it is killed.
import { startPrivateDatabase } from '../../module/demo/private-database.js';

const [dataDir] = process.argv.slice(2);
const database = await startPrivateDatabase(dataDir === undefined ? {} : { dataDir });
console.log(`${database.pid} ${database.socketPath}`);
setInterval(() => {}, 60_000);
