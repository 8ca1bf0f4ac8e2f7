// The letter by which staff see that mail leaves. Its address is looked up when it goes out, like every other.
import type { Renderer } from '../http/render.js';
import type { Composers } from '../outbox/mail-names.js';
import type { Panel } from '../panels/panel.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { I18n } from '../support/i18n.js';

export function setupMails(deps: {
  panel: Pick<Panel, 'logins'>;
  settings: KnexSettingsStore;
  i18n: I18n;
  renderer: Renderer;
}): Pick<Composers, 'setup-test'> {
  const { panel, settings, i18n, renderer } = deps;
  return {
    async 'setup-test'(_clientId, { staffId, language }, on) {
      const address = await panel.logins.staffEmail(staffId, on);
      if (address === undefined) return undefined;
      const words = i18n.for(i18n.choose([language]));
      const provider = (await settings.read(on)).providerName;
      const subject = words.t('setup:letter.subject', { provider });
      const lines = [words.t('setup:letter.body', { provider }), words.t('setup:letter.because')];
      const html = await renderer.render('mail/plain', { words, subject, lines, link: '', confirm: '' });
      return { to: { name: '', address }, subject, text: lines.join('\n\n'), html };
    },
  };
}
