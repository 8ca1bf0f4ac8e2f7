// Versions as HTTP knows them: a strong ETag out, If-Match in (D3).
import { VersionNeededError } from './endpoint.js';

export const etagOf = (version: string): string => `"${version}"`;

/**
 * The version an If-Match header means: the present one when it is listed or "*", else one that is not it, so that the
 * service itself refuses the stale edit under its lock. Weak tags never match (RFC 9110, 13.1.1).
 */
export function seenVersion(header: string | undefined, dryRun: boolean): (current: string) => string {
  return (current) => {
    if (header === undefined) {
      if (dryRun) return current;
      throw new VersionNeededError();
    }
    if (header.trim() === '*') return current;
    const tags = header.split(',').map((tag) => tag.trim());
    return tags.includes(etagOf(current)) ? current : `not ${current}`;
  };
}
