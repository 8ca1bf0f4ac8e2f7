// Our stylesheet and script, under a name that changes with their content, so that browsers may keep them for ever.
import express, { type Router } from 'express';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { manifest } from '../manifest.js';
import { packageRoot } from '../support/paths.js';

const folder = path.join(packageRoot, 'views', 'assets');

export interface AssetUrls {
  css: string;
  js: string;
}

/** Served as liaison-<hash>.css and .js. Any other name below the mount is a 404. */
export function assets(basePath: string): { urls: AssetUrls; router: Router } {
  const router = express.Router();
  const serve = (kind: 'css' | 'js', type: string): string => {
    const source = readFileSync(path.join(folder, `liaison.${kind}`), 'utf8');
    const content = kind === 'css' ? withoutComments(source) : source;
    const name = `liaison-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${kind}`;
    router.get(`${manifest.mounts.assets}/${name}`, (_req, res) => {
      res.set({
        'Cache-Control': 'public, max-age=31536000, immutable',
        'X-Content-Type-Options': 'nosniff',
      });
      res.type(type).send(content);
    });
    return `${basePath}${manifest.mounts.assets}/${name}`;
  };
  return { urls: { css: serve('css', 'text/css'), js: serve('js', 'text/javascript') }, router };
}

// Comments and layout of the stylesheet are for whoever reads it, not for browsers.
const withoutComments = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/: /g, ':');
