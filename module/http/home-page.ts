// Where somebody lands who may open none of our pages: their rights lie in the panel, and that is no refusal.
import { PERMISSIONS } from '../permissions/catalogue.js';
import { decide } from '../permissions/decide.js';
import { page, type Page } from './page.js';

export const HOME = '/home';

export const homePage: Page = page({
  path: HOME,
  permission: 'login',
  view: 'client/home',
  load: () => Promise.resolve(undefined),
  locals: (_model, { actor, words, settings }) => ({
    title: words.t('common:home.title', { name: actor.name }),
    own: PERMISSIONS.filter((permission) => decide(actor, permission).allowed).map((permission) =>
      words.t(`permissions:labels.${permission}`),
    ),
    way: settings.panelUrl,
  }),
});
