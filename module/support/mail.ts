// The mail port. Practice mode sends nothing: messages stay in the outbox, to be read there.
import { createTransport } from 'nodemailer';

export interface MailMessage {
  /** Always from a database row, never from a request (safety.md H18). */
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Holds a link that opens something: not kept once it went out. */
  secret?: true;
}

export type Mailer = { mode: 'practice' } | { mode: 'smtp'; send(message: MailMessage): Promise<void> };

/** `smtpUrl` like smtp://user:password@host:587; '' = practice mode. */
export function createMailer(smtpUrl: string, from: string): Mailer {
  if (smtpUrl === '') return { mode: 'practice' };
  const transport = createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true });
  return {
    mode: 'smtp',
    async send({ to, subject, text, html }) {
      await transport.sendMail({ from, to, subject, text, html });
    },
  };
}
