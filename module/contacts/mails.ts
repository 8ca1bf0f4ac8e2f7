// Mails about contacts, written with the facts of the moment they are sent.
import type { Composer } from '../outbox/mail-names.js';
import type { Panel } from '../panels/panel.js';
import type { Renderer } from '../http/render.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { I18n } from '../support/i18n.js';
import { manifest } from '../manifest.js';
import { displayName } from './contact.js';
import type { ContactStore } from './store.js';

/** "Staff added a contact" to the client (S3). Nothing when contact or client is gone by now. */
export function contactAddedMail(deps: {
  panel: Pick<Panel, 'clients'>;
  contacts: ContactStore;
  settings: KnexSettingsStore;
  i18n: I18n;
  renderer: Renderer;
  /** The address people use, base path included; '' when nobody told us. */
  url: string;
}): Composer<'contact-added'> {
  return async (clientId, { contactId }, on) => {
    const [client, contact] = [
      await deps.panel.clients.find(clientId, on),
      await deps.contacts.find(clientId, contactId, on),
    ];
    if (!client || !contact || client.email === '') return undefined;
    const settings = await deps.settings.read(on);
    const words = deps.i18n.for(deps.i18n.choose([client.language]));
    const params = {
      provider: settings.providerName || manifest.name,
      owner: client.ownerName,
      company: client.companyName || client.ownerName,
      name: displayName(contact),
      email: contact.email,
    };
    const lines = ['hello', 'body', 'check', 'because'].map((part) =>
      words.t(`mails:contactAdded.${part}`, params),
    );
    const link = deps.url ? `${deps.url}${manifest.mounts.client}/contacts` : '';
    const subject = words.t('mails:contactAdded.subject', params);
    const html = await deps.renderer.render('mail/plain', {
      words,
      subject,
      lines,
      link,
      linkText: words.t('mails:open'),
    });
    const to = { name: client.ownerName, address: client.email };
    return { to, subject, text: [...lines, ...(link ? [link] : [])].join('\n\n'), html };
  };
}
