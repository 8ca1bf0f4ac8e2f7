// Sends what waits in the outbox, a few at a time, away from any request. At least once; failures are tried again.
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { describeError, type Log } from '../support/log.js';
import type { Mailer } from '../support/mail.js';
import type { Composer, Composers, MailName } from './mail-names.js';
import type { DueMail, KnexOutboxStore } from './store.js';

const BATCH = 20;
const PAUSE_MS = 1000;

export interface OutboxWorker {
  start(): void;
  /** Ends after the mail in hand. */
  stop(): Promise<void>;
  /** Sends what is due now; how many were handled. For tests and the demo, which do not want to wait. */
  runOnce(): Promise<number>;
}

export function createOutboxWorker(deps: {
  knex: Knex;
  outbox: KnexOutboxStore;
  composers: Composers;
  mailer: Mailer;
  log: Log;
}): OutboxWorker {
  const { knex, outbox, composers, mailer, log } = deps;
  const worker = randomUUID();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;

  async function runOnce(): Promise<number> {
    const mails = await outbox.lease(worker, BATCH, knex);
    for (const mail of mails) await deliver(mail);
    return mails.length;
  }

  async function deliver(mail: DueMail): Promise<void> {
    try {
      const compose = composers[mail.mail] as Composer<MailName>;
      const message = await compose(mail.clientId, mail.payload as never, knex);
      if (message && mailer.mode === 'smtp') await mailer.send(message);
      const state = !message ? 'dropped' : mailer.mode === 'smtp' ? 'sent' : 'kept';
      await outbox.finish(mail.id, state, message, knex);
    } catch (error) {
      log.error('mail failed', {
        clientId: mail.clientId,
        count: mail.attempts + 1,
        ...describeError(error),
      });
      await outbox.postpone(mail, knex);
    }
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = runOnce()
        .catch((error: unknown) => log.warn('outbox waits', describeError(error)))
        .finally(schedule);
    }, PAUSE_MS);
    timer.unref();
  }

  return {
    start: schedule,
    runOnce,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
