// What services are built from: what a host handed in, and what the module made of it.
import type { Knex } from 'knex';
import type { Renderer } from '../http/render.js';
import type { ModuleOptions } from '../module-options.js';
import type { Panel } from '../panels/panel.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { Clock } from '../support/clock.js';
import type { I18n } from '../support/i18n.js';
import type { Log } from '../support/log.js';

export interface BasicParts {
  knex: Knex;
  panel: Panel;
  settings: KnexSettingsStore;
  clock: Clock;
}

export interface ServiceParts {
  options: Pick<ModuleOptions, 'smtpUrl' | 'mailFrom' | 'sessionSecret'>;
  i18n: I18n;
  renderer: Renderer;
  /** The address people use; '' when nobody told us. */
  url: string;
  log: Log;
}
