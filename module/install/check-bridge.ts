// The doctor on the bridge in the panel: its files, its configuration, and that both sides know the same.
import { lstatSync, readFileSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.js';
import { textAt, type PanelInstallation } from '../panels/installation.js';
import { readPhpSettings } from '../panels/php-settings.js';
import { BRIDGE_CONFIG } from './bridge-config.js';
import { bridgeFiles } from './bridge-files.js';
import { lookAt } from './disk.js';
import type { Found } from './finding.js';
import { sha256 } from './record.js';

/** Where the bridge calls us, as its configuration says; undefined where there is none to read. */
export function checkBridge(
  installation: PanelInstallation,
  config: Config,
  found: Found,
): string | undefined {
  const { folder, bridgeFolder, configFile } = installation;
  found('✓', `${installation.panelName} found by its configuration`);
  const bridge = path.join(folder, bridgeFolder);
  const again = `liaison install ${folder}`;
  const files = bridgeFiles(installation);
  const present = [...files].map(([file, content]) => ({ content, now: lookAt(file) }));
  const missing = present.filter(({ now }) => now === undefined).length;
  const other = present.filter(
    ({ content, now }) => now !== undefined && now.sha256 !== sha256(content),
  ).length;
  if (missing === files.size) found('✗', `The bridge is not in the panel: ${again}`);
  else if (missing + other > 0)
    found(
      '✗',
      `Of the bridge's ${files.size} files ${missing} are missing and ${other} are others than ours: ${again}`,
    );
  else found('✓', `The bridge is in the panel, ${files.size} files as they should be`);

  const own = path.join(bridge, BRIDGE_CONFIG);
  const there = lstatSync(own, { throwIfNoEntry: false });
  if (!there?.isFile()) {
    if (missing < files.size) found('✗', `The bridge has no ${BRIDGE_CONFIG}: ${again}`);
    return undefined;
  }
  checkReaders(own, there, statSync(configFile), found);
  return checkContent(own, config, again, found);
}

function checkReaders(own: string, there: Stats, panels: Stats, found: Found): void {
  const byGroup = there.uid === 0 && there.gid === panels.gid && (there.mode & 0o037) === 0;
  const alone = there.uid === panels.uid && (there.mode & 0o077) === 0;
  if (alone || byGroup) found('✓', "The bridge's configuration is readable for the panel alone");
  else
    found(
      '✗',
      `Others than the panel can read ${own}, or the panel cannot: chown it to ${panels.uid}:${panels.gid}, chmod 600`,
    );
}

function checkContent(own: string, config: Config, again: string, found: Found): string | undefined {
  const settings = readPhpSettings(readFileSync(own));
  const value = (name: string): string => textAt(settings, `return[${name}]`) ?? '';
  if (config.secret === undefined)
    found('▲', 'Our own LIAISON_SECRET is not known here: say --env FILE or --state FOLDER');
  else if (value('secret') === config.secret) found('✓', 'The secret is the same on both sides');
  else found('✗', `The secret in the panel is another than ours: ${again}`);
  if (config.url !== '' && value('url') !== config.url)
    found('✗', `The panel leads people to ${value('url')}, not to ${config.url}: ${again}`);
  return value('origin') || undefined;
}
