// bcrypt in a thread of its own: one hash takes some 75 ms, in which the process would answer nobody else. A queue
// that grows longer than people wait is refused instead (safety.md §7, "Hash queue").
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { UnavailableError } from './errors.js';

const WAITING_MAX = 20;

// As text, because a thread knows nothing of the loader that runs our TypeScript in development. `$2y$` is the prefix
// that PHP writes for the same computation.
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { compareSync, genSaltSync, hashSync } = require(workerData);
parentPort.on('message', ({ id, password, hash, cost }) => {
  const answer = hash === undefined
    ? hashSync(password, genSaltSync(cost).replace('$2b$', '$2y$'))
    : compareSync(password, hash);
  parentPort.postMessage({ id, answer });
});`;

type Question = { password: string; cost: number } | { password: string; hash: string };
type Answer = string | boolean;

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

let thread: Worker | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/** A new `$2y$` hash. Throws UnavailableError when too many wait already. */
export async function bcryptHash(password: string, cost: number): Promise<string> {
  return (await ask({ password, cost })) as string;
}

// A cost of 15 takes seconds: a hash that wants more would hold up the queue.
const HASH = /^\$2[aby]\$(0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/;

/** A bcrypt hash that we are ready to compute. */
export const isBcryptHash = (text: string): boolean => HASH.test(text);

/** Whether this is the password of the hash; false, at once, when it is none. Throws UnavailableError as above. */
export async function bcryptMatches(password: string, hash: string): Promise<boolean> {
  return isBcryptHash(hash) && ((await ask({ password, hash })) as boolean);
}

async function ask(question: Question): Promise<Answer> {
  if (waiting.size >= WAITING_MAX) throw new UnavailableError('Too many passwords at once');
  return new Promise((resolve, reject) => {
    const worker = (thread ??= start());
    const id = (lastId += 1);
    waiting.set(id, { resolve, reject });
    // It keeps the process alive only while somebody waits for it.
    worker.ref();
    worker.postMessage({ id, ...question }, []);
  });
}

function start(): Worker {
  const library = createRequire(import.meta.url).resolve('bcryptjs');
  const worker = new Worker(THREAD, { eval: true, workerData: library });
  worker.on('message', ({ id, answer }: { id: number; answer: Answer }) => {
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error) => {
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return worker;
}
