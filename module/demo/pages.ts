// The pages of the demo: choose a person at `/`, read the mail at `/demo/mailbox`. They exist only when the demo
// mounts them.
import type { Request, Response, Router } from 'express';
import { randomUUID } from 'node:crypto';
import { shellOf } from '../http/shell.js';
import { manifest } from '../manifest.js';
import type { DemoTools } from '../module.js';
import { signHandOver } from '../sign-in/hand-over.js';
import { systemClock } from '../support/clock.js';
import { NotFoundError } from '../support/errors.js';
import type { DemoPerson } from './people.js';

const MAILS = 100;

export function demoPages(
  people: readonly DemoPerson[],
  clientNames: ReadonlyMap<number, string>,
  secret: string,
) {
  return (
    router: Router,
    { renderer, registry, shell, outbox }: DemoTools,
    on: Parameters<typeof outbox.listFinished>[1],
  ): void => {
    const show = async (
      req: Request,
      res: Response,
      view: string,
      locals: { title: string; [name: string]: unknown },
    ) => {
      const html = await renderer.render(view, {
        ...locals,
        shell: shellOf(req, shell),
        t: req.liaison.words.t,
        failed: false,
      });
      res.type('html').send(html);
    };
    const open = (path: string, reason: string): string => {
      registry.add({ method: 'GET', path, access: { public: `demo: ${reason}` } });
      return path;
    };

    router.get(open('/', 'choose a person'), async (req, res) => {
      const { t } = req.liaison.words;
      await show(req, res, 'demo/people', {
        title: t('demo:title'),
        people: people.map(({ key, name, clientId }) => {
          const client = clientId === null ? '' : (clientNames.get(clientId) ?? '');
          return {
            name,
            href: `/demo/sign-in/${key}`,
            button: t('demo:signIn', { name }),
            who: t(`demo:people.${key}.who`, { client }),
            try: t(`demo:people.${key}.try`),
          };
        }),
      });
    });

    router.get(
      open('/demo/sign-in/:person', 'the same signed hand-over as the bridge’s'),
      async (req, res) => {
        const person = people.find(({ key }) => key === req.params['person']);
        if (!person) throw new NotFoundError('person');
        const handOver = { identity: person.identity, returnTo: undefined, locale: undefined };
        const token = await signHandOver(secret, handOver, randomUUID(), systemClock);
        res.redirect(303, `${manifest.mounts.panel}/sign-in?token=${token}`);
      },
    );

    router.get(open('/demo/mailbox', 'mail goes nowhere else'), async (req, res) => {
      const { t, moment } = req.liaison.words;
      const mails = await outbox.listFinished(MAILS, on);
      const shown = mails.map(({ id, sentAt, message }) => ({
        id,
        subject: message.subject,
        to: t('demo:mailbox.to', { name: `${message.to.name} <${message.to.address}>` }),
        at: sentAt ? moment(sentAt) : '',
        href: `/demo/mailbox?mail=${id}`,
        paragraphs: message.text
          .split('\n\n')
          .map((text) => (/^https?:\/\/\S+$/.test(text) ? { link: text } : { text })),
      }));
      const current = shown.find(({ id }) => String(id) === req.query['mail']) ?? shown[0];
      await show(req, res, 'demo/mailbox', { title: t('demo:mailbox.title'), mails: shown, current });
    });
  };
}
