// Every mail of ours, and the worker that sends what waits in the outbox.
import { companyMails } from '../company/mails.js';
import { confirmationMails } from '../confirmations/mails.js';
import { contactMails } from '../contacts/mails.js';
import { createTestLetters } from '../notices/test-letter.js';
import { createOutboxWorker } from '../outbox/worker.js';
import { roleMails } from '../roles/mails.js';
import { setupMails } from '../setup/mails.js';
import { subAccountMails } from '../sub-accounts/mails.js';
import { createMailer } from '../support/mail.js';
import type { Basics } from './basics.js';
import type { Confirming } from './confirmations.js';
import type { ServiceParts } from './parts.js';

export function buildLetters(
  basics: Basics,
  parts: ServiceParts & Pick<Confirming, 'confirmPath' | 'isBlocked'>,
) {
  const { smtpUrl = '', mailFrom = '' } = parts.options;
  const writing = { ...basics, ...parts };
  const testLetters = createTestLetters(writing);
  return {
    testLetters,
    worker: createOutboxWorker({
      ...writing,
      mailer: createMailer(smtpUrl, mailFrom),
      composers: {
        ...contactMails(writing),
        ...roleMails(writing),
        ...companyMails(writing),
        ...subAccountMails(writing),
        ...testLetters.mails,
        ...confirmationMails(writing),
        ...setupMails(writing),
      },
    }),
  };
}
