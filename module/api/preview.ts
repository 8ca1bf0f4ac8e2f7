// What a dry run answers: what would change, and nothing is written.
import { z } from 'zod';

const changesShape = z
  .record(z.string(), z.object({ before: z.string(), after: z.string() }))
  .meta({ description: 'Field to its value before and after, as people read it' });

export const previewShape = z.object({ changes: changesShape }).meta({ id: 'Preview' });
