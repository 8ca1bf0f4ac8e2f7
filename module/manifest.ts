// Reads manifest.json, the module's face to a panel and the code's own source for name, version, mounts, menu,
// settings, languages and table prefix. Checked against its schema when it is read: a wrong manifest stops the boot.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { packageRoot } from './support/paths.js';

const langKey = z.string().regex(/^[a-z-]+:[A-Za-z.-]+$/);
const mountPath = z.string().regex(/^\/[a-z0-9/-]*$/);

const setting = z.discriminatedUnion('type', [
  z.strictObject({
    key: z.string(),
    type: z.literal('choice'),
    options: z.array(z.string()).min(2),
    default: z.string(),
    label: langKey,
  }),
  z.strictObject({ key: z.string(), type: z.literal('text'), default: z.string(), label: langKey }),
]);

export const manifestSchema = z.strictObject({
  $schema: z.string(),
  id: z.literal('liaison'),
  name: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: z.string(),
  author: z.string(),
  license: z.string(),
  tablePrefix: z
    .string()
    .regex(/^mod_[a-z]+_$/)
    .describe('Every table of ours starts with it; nothing of ours lies outside it'),
  languages: z.array(z.string()).min(1).describe('Folders of lang/, the first is the fallback'),
  mounts: z.strictObject({
    client: mountPath,
    admin: mountPath,
    api: mountPath,
    panel: mountPath,
    invite: mountPath,
    reset: mountPath,
    confirm: mountPath,
    assets: mountPath,
    live: mountPath,
    ready: mountPath,
  }),
  menu: z
    .array(
      z.strictObject({
        area: z.enum(['client', 'admin', 'client-file']),
        label: langKey,
        path: z.string().describe('Below the mount of its area'),
        permission: z.string(),
        needs: z
          .enum(['markets'])
          .optional()
          .describe('What must be there: without it the entry leads nowhere and is left out'),
      }),
    )
    .describe('Entries appear in this order to whoever holds the permission'),
  settings: z.array(setting),
  panels: z.array(z.strictObject({ id: z.string(), name: z.string(), versions: z.string() })),
  hooks: z.array(z.string()).describe('Hooks of the panel that the bridge listens to'),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type SettingDefinition = Manifest['settings'][number];
export type MenuEntry = Manifest['menu'][number];
/** What a menu entry may depend on beside the permission. */
export type MenuFact = NonNullable<MenuEntry['needs']>;

/** The manifest of the package at `root`. Throws an Error naming each wrong key. */
function readManifest(root: string): Manifest {
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(path.join(root, 'manifest.json'), 'utf8')));
  if (!parsed.success) throw new Error(`manifest.json is wrong: ${z.prettifyError(parsed.error)}`);
  return Object.freeze(parsed.data);
}

export const manifest = readManifest(packageRoot);
