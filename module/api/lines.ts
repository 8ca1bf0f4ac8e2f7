// A long answer line by line (NDJSON): as fast as the caller reads, and no further once the caller is gone.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** So much is put together before it is sent, in characters. */
const CHUNK = 16_384;

/**
 * Resolves when all of it is sent, or the caller has gone away. What fails before the first line is thrown as by any
 * other answer; later the answer is broken off, so that nobody takes half of it for all, and the error thrown too.
 */
export async function sendLines(res: ServerResponse, lines: AsyncIterable<object>): Promise<void> {
  const chunks = chunksOf(lines);
  const first = await chunks.next();
  res.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8' });
  try {
    await pipeline(Readable.from(startingWith(first, chunks), { objectMode: false }), res);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* chunksOf(lines: AsyncIterable<object>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += `${JSON.stringify(line)}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

async function* startingWith(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  try {
    if (first.done) return;
    yield first.value;
    yield* rest;
  } finally {
    // Also when the caller goes away after the first: then nobody has asked the rest yet.
    await rest.return(undefined);
  }
}
