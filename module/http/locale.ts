// In which language we answer: a switch on the page, else the panel's own record, else what the panel handed over,
// else the browser, else the first language of the manifest.
import type { RequestHandler } from 'express';
import type { I18n } from '../support/i18n.js';

export function locale(i18n: I18n): RequestHandler {
  return (req, _res, next) => {
    const { session, user } = req;
    const wanted = [session.language, user?.language, session.panelLocale, ...req.acceptsLanguages()];
    req.liaison.words = i18n.for(i18n.choose(wanted));
    next();
  };
}
