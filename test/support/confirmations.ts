// The mail that asks to confirm an address, and its link.
import type { World } from './fixture.js';
import { createConfirmTokens } from '../../module/confirmations/token.js';
import type { MailName } from '../../module/outbox/mail-names.js';
import { SECRET } from './app.js';

/** A link as mail carries it; of the owner with contact 0. */
export const confirmPath = async (
  w: Pick<World, 'clock'>,
  contactId: number,
  address: string,
  clientId = 1,
): Promise<string> =>
  `/confirm/${await createConfirmTokens(SECRET, w.clock).sign({ clientId, contactId, address })}`;

/** To whom such mails of client 1 wait or went, oldest first. */
export const mailsOf = (w: Pick<World, 'db'>, mail: MailName): Promise<{ contactId: number }[]> =>
  w
    .db('mod_liaison_outbox')
    .where({ client_id: 1, mail })
    .orderBy('id')
    .pluck('payload')
    .then((rows) => rows.map((row) => JSON.parse(String(row)) as { contactId: number }));

/** What is known of a contact of client 1. */
export async function markOf(
  w: Pick<World, 'db'>,
  contactId: number,
): Promise<{ email: string; confirmed: boolean; blocked: boolean } | undefined> {
  const rows = w.db('mod_liaison_contact_marks').where({ client_id: 1, contact_id: contactId });
  const [row] = (await rows) as { email: string; confirmed_at: string | null; blocked_at: string | null }[];
  return (
    row && {
      email: row.email,
      confirmed: row.confirmed_at !== null,
      blocked: row.blocked_at !== null,
    }
  );
}
