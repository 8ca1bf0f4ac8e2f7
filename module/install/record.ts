// installed.json: what an installation put where, so that it can be taken out again, and nothing else with it. It is
// written before the first file is, so that a run that was killed has left nothing that it does not name.
import { createHash } from 'node:crypto';
import { z } from 'zod';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

const recordSchema = z.strictObject({
  version: z.string(),
  panelId: z.string(),
  /** The panel's folder; '' where only a database was given. */
  folder: z.string(),
  database: z.string(),
  /** Path → the contents that are ours; two while one is being replaced by the other. */
  files: z.record(z.string(), z.array(hex)),
  /** Folders that were made, the outer ones first. */
  folders: z.array(z.string()),
});

export type InstallRecord = z.infer<typeof recordSchema>;

/** Throws Error in one line when the file was changed into something else. */
export function readRecord(text: string, file: string): InstallRecord {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file} cannot be read: it is not what liaison install wrote`, { cause: error });
  }
}

export const recordText = (record: InstallRecord): string => `${JSON.stringify(record, null, 2)}\n`;

export const sha256 = (content: Buffer | string): string =>
  createHash('sha256').update(content).digest('hex');
