// liaison.config.php, by which the bridge in the panel finds us. It is PHP, so a web server that is asked for it shows
// nothing.
import type { MenuEntry } from '../manifest.js';

export const BRIDGE_CONFIG = 'liaison.config.php';

export interface BridgeConfig {
  /** What browsers use. */
  url: string;
  /** What the bridge's own calls use: the module itself, base path included. */
  origin: string;
  secret: string;
  menu: readonly Pick<MenuEntry, 'area' | 'label' | 'path' | 'permission'>[];
}

/** Seconds that a page of the panel waits for us at most. */
const TIMEOUT = 1.5;

export function bridgeConfigText({ url, origin, secret, menu }: BridgeConfig): string {
  const entries = menu.map(({ area, label, path, permission }) => {
    const texts = [area, label, path, permission].map(phpText);
    return `        [${texts.join(', ')}],\n`;
  });
  return `<?php
// Written by "liaison install". The secret signs people in: nobody but the panel may read this file.
return [
    'url' => ${phpText(url)},
    'origin' => ${phpText(origin)},
    'secret' => ${phpText(secret)},
    'timeout' => ${TIMEOUT},
    'menu' => [
${entries.join('')}    ],
];
`;
}

/** In single quotes, where PHP knows two escapes only. */
export const phpText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
