// A digest of what somebody was shown: versions of resources, and what a preview was when it was looked at (D3, U2).
import { createHash } from 'node:crypto';

/** 22 letters of an address; equal for what is the same as JSON. */
export const digest = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
