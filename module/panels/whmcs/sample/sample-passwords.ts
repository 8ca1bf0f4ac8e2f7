// One invented password in each of the stored forms of hosts.md 1.8, ready-made so that loading stays fast.
import { createHash, createHmac } from 'node:crypto';

/** The password of every sample login. */
export const SAMPLE_PASSWORD = 'liaison-sample';

/** `bcrypt` is the current form; the others come from older versions of the panel. */
export const SAMPLE_HASHES = {
  bcrypt: '$2y$10$Kx7uQ2mVbT0eRzWc9yHs5Oy8/1IfXjZIXk1bDNoNex6WZDOpBfJai',
  hmacSha256: `${createHmac('sha256', 'sample-key').update(SAMPLE_PASSWORD).digest('hex')}:sample-key`,
  saltedMd5: `${createHash('md5').update(`sa1t5${SAMPLE_PASSWORD}`).digest('hex')}:sa1t5`,
  plainMd5: createHash('md5').update(SAMPLE_PASSWORD).digest('hex'),
} as const;
