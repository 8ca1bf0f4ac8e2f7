// The provider's settings, read once per request: a change works on the next one, in every process.
import type { RequestHandler } from 'express';
import type { KnexSettingsStore } from '../settings/store.js';
import type { Executor } from '../support/database.js';

export function readSettings(settings: KnexSettingsStore, on: Executor): RequestHandler {
  return async (req, _res, next) => {
    req.liaison.settings = await settings.read(on);
    next();
  };
}
