// Renders our own views with EJS, whatever view engine the host application uses.
import ejs from 'ejs';
import path from 'node:path';
import { packageRoot } from '../support/paths.js';

const root = path.join(packageRoot, 'views');

export interface Renderer {
  /** `view` like "client/contacts/list"; includes inside views start at "/", which is views/. */
  render(view: string, locals: object): Promise<string>;
}

export function createRenderer(options: { cache: boolean }): Renderer {
  return {
    render: (view, locals) =>
      ejs.renderFile(path.join(root, `${view}.ejs`), locals, { cache: options.cache, root, strict: false }),
  };
}
