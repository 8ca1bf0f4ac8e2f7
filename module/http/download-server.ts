// Serves declared downloads: who is it → may they (403) → the rows, streamed as CSV. A file opens in spreadsheets: texts
// that would be formulas there are neutralised (check 33), and a byte order mark says that it is UTF-8.
import { stringify } from 'csv-stringify';
import type { RequestHandler, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Area } from './areas.js';
import type { Download } from './download.js';
import { enter, type GuardDeps } from './guard.js';
import type { RouteRegistry } from './registry.js';

export interface DownloadServerDeps extends GuardDeps {
  registry: RouteRegistry;
}

/** Mounts the downloads on `router`, which hangs below the module's base path, and writes them into the registry. */
export function serveDownloads(
  router: Router,
  area: Area,
  downloads: readonly Download[],
  deps: DownloadServerDeps,
): void {
  for (const one of downloads) {
    const path = `${area.mount}${one.path}`;
    deps.registry.add({ method: 'GET', path, access: { permission: one.permission } });
    router.get(path, send(area, one, deps));
  }
}

function send(area: Area, one: Download, deps: DownloadServerDeps): RequestHandler {
  return async (req, res) => {
    const request = await enter(req, area, one, deps);
    const rows = one.rows(request)[Symbol.asyncIterator]();
    // The first row before the first byte: what fails here is still an error page, and no half a file.
    const first = await rows.next();
    res.attachment(one.filename).type('text/csv; charset=utf-8');
    const table = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
    await pipeline(Readable.from(withFirst(one.columns(request), first, rows)), table, res);
  };
}

async function* withFirst(
  columns: string[],
  first: IteratorResult<string[]>,
  rest: AsyncIterator<string[]>,
): AsyncGenerator<string[]> {
  yield columns;
  for (let row = first; !row.done; row = await rest.next()) yield row.value;
}
