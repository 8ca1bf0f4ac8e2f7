// Before the panel sends a mail it may ask who of its copies really gets it (N1, N3): those whom the notices of that
// template do not reach are taken out. Nobody is ever added: the panel's hook can only take away (hosts.md §1.6).
import { z } from 'zod';
import { addressKey } from '../contacts/address-key.js';
import type { NoticeContext } from '../notices/client-facts.js';
import type { RoutingReader } from '../notices/facts-reader.js';
import { resolveRecipients } from '../notices/recipients.js';
import type { PanelMail } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import { hook, type Hook } from './hook.js';

const addresses = z.array(z.string().max(320)).max(5000);
const mail = z.strictObject({
  template: z.string().min(1).max(255),
  relatedId: z.int().nonnegative(),
  cc: addresses,
  bcc: addresses,
});

export interface MailHooksDeps {
  reader: RoutingReader;
  mail: PanelMail;
  /** Which billing account pays for the service; undefined = the default one. */
  accountOf: (clientId: number, serviceId: number, on: Executor) => Promise<number | undefined>;
  on: Executor;
}

const UNCHANGED = { unchanged: true };

export function mailHooks({ reader, mail: panelMail, accountOf, on }: MailHooksDeps): Hook[] {
  return [
    hook<z.infer<typeof mail>>({
      name: 'mail',
      body: mail,
      async answer({ template, relatedId, cc, bcc }) {
        const { notices } = await reader.rules(on);
        const meant = notices.filter(({ templates }) => templates.includes(template));
        if (meant.length === 0) return UNCHANGED;
        const about = await panelMail.subjectOf(template, relatedId, on);
        const routing = about && (await reader.find(about.clientId, on));
        if (!about || !routing) return UNCHANGED;
        const account = about.serviceId && (await accountOf(about.clientId, about.serviceId, on));
        const context: NoticeContext = account ? { billingAccount: account } : {};
        const { client } = routing;
        const reached = new Set(
          meant
            .flatMap((notice) => resolveRecipients(client, notice, notices, context).recipients)
            .map(({ email }) => addressKey(email)),
        );
        // Who is no contact of this client (the provider's own copies) is not ours to judge.
        const known = new Set(client.contacts.map(({ email }) => addressKey(email)));
        const kept = (email: string): boolean =>
          reached.has(addressKey(email)) || !known.has(addressKey(email));
        const next = { cc: cc.filter(kept), bcc: bcc.filter(kept) };
        return next.cc.length === cc.length && next.bcc.length === bcc.length ? UNCHANGED : next;
      },
    }),
  ];
}
