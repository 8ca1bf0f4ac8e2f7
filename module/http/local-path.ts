// Where a redirect may lead: to a page of ours, never to an address that came with a request.
import { manifest } from '../manifest.js';

const { client, admin } = manifest.mounts;

/** `path` if it is a page of ours below `basePath`, else undefined. "//host", backslashes and schemes are none. */
export function localPath(
  path: unknown,
  basePath: string,
  mounts: readonly string[] = [client, admin],
): string | undefined {
  if (typeof path !== 'string' || /[\\\p{Cc}]/u.test(path) || !path.startsWith(`${basePath}/`))
    return undefined;
  const own = path.slice(basePath.length);
  if (own.startsWith('//')) return undefined;
  const isPage = mounts.some(
    (mount) => own === mount || own.startsWith(`${mount}/`) || own.startsWith(`${mount}?`),
  );
  return isPage ? path : undefined;
}
