// Who hears about what: the six switches of tblcontacts, the owner's preferences in tblclients, and the names of
// tblemailtemplates. Only these columns are written, and of them only what changes.
import type { Executor } from '../../support/database.js';
import { ConflictError } from '../../support/errors.js';
import type { EmailCategory, MailFlags, MailTemplate, PanelMail } from '../panel.js';
import { flagsOf, readPreferences, writePreferences } from './mail-preferences.js';
import type { WhmcsShape } from './probe.js';
import { capabilitiesOf, EMAIL_CATEGORIES, MAIL_SWITCHES } from './schema.js';

type Row = Record<string, string | number | null>;

/** Anything but 0 is on (hosts.md §6 plants 2 and -1); a switch that the table has not is off. */
export const switchesOf = (row: Row): MailFlags =>
  flagsOf((category) => Number(row[MAIL_SWITCHES[category]] ?? 0) !== 0);

/** The columns of `switchesOf` that this table has. */
export const switchColumns = (shape: WhmcsShape): string[] =>
  Object.values(MAIL_SWITCHES).filter((column) => shape.has('tblcontacts', column));

export function whmcsMail(shape: WhmcsShape): PanelMail {
  const capabilities = capabilitiesOf(shape);
  const hasPreferences = capabilities.clientMailPreferences.on;

  async function owner(clientId: number, on: Executor): Promise<Row | undefined> {
    const columns = ['id', ...(hasPreferences ? ['email_preferences'] : [])];
    return (await on('tblclients').where('id', clientId).first(columns)) as Row | undefined;
  }

  async function setOwner(clientId: number, seen: MailFlags, next: MailFlags, on: Executor) {
    if (!hasPreferences) throw new Error('The owner’s mail preferences are off on this panel');
    const row = await owner(clientId, on);
    const stored = row?.['email_preferences'] ?? null;
    if (!row || different(readPreferences(stored), seen).length > 0) return 'stale';
    if (different(seen, next).length === 0) return 'saved';
    const email_preferences = writePreferences(stored, next);
    if (email_preferences === undefined) throw new ConflictError({ key: 'panels:refused.preferences' });
    const asSeen = on('tblclients')
      .where('id', clientId)
      // NULL never equals, `<=>` does; and no collation hides a change.
      .whereRaw('CONVERT(email_preferences USING utf8mb4) COLLATE utf8mb4_bin <=> ?', [stored]);
    return (await asSeen.update({ email_preferences })) === 1 ? 'saved' : 'stale';
  }

  async function setContact(
    clientId: number,
    contactId: number,
    [seen, next]: readonly [MailFlags, MailFlags],
    on: Executor,
  ) {
    if (!capabilities.mailSwitches.on) throw new Error('Mail switches are off on this panel');
    const asSeen = on('tblcontacts').where({ userid: clientId, id: contactId });
    for (const one of EMAIL_CATEGORIES) {
      void asSeen.whereRaw('(?? <> 0) = ?', [MAIL_SWITCHES[one], Number(seen[one])]);
    }
    const changed = different(seen, next);
    if (changed.length === 0) return (await asSeen.first('id')) ? 'saved' : 'stale';
    const values = Object.fromEntries(changed.map((one) => [MAIL_SWITCHES[one], Number(next[one])]));
    return (await asSeen.update(values)) === 1 ? 'saved' : 'stale';
  }

  return {
    async flags(clientId, contactIds, on) {
      const found = new Map<number, MailFlags>();
      const row = contactIds.includes(0) ? await owner(clientId, on) : undefined;
      if (row) found.set(0, readPreferences(row['email_preferences']));
      const ids = contactIds.filter((id) => id !== 0);
      if (ids.length === 0) return found;
      const contacts = (await on('tblcontacts')
        .where('userid', clientId)
        .whereIn('id', ids)
        .select('id', ...switchColumns(shape))) as Row[];
      for (const contact of contacts) found.set(Number(contact['id']), switchesOf(contact));
      return found;
    },

    setFlags: (clientId, contactId, seen, next, on) =>
      contactId === 0
        ? setOwner(clientId, seen, next, on)
        : setContact(clientId, contactId, [seen, next], on),

    async subjectOf(template, relatedId, on) {
      if (!capabilities.mailTemplates.on) return undefined;
      const row = (await on('tblemailtemplates').where({ name: template, language: '' }).first('type')) as
        Row | undefined;
      const [table, client] = RELATED[String(row?.['type']).trim().toLowerCase()] ?? [];
      if (table === undefined || client === undefined || !shape.has(table, 'id', client)) return undefined;
      const found = (await on(table).where('id', relatedId).first(client)) as Row | undefined;
      if (!found) return undefined;
      return { clientId: Number(found[client]), serviceId: table === 'tblhosting' ? relatedId : undefined };
    },

    async templates(on) {
      if (!capabilities.mailTemplates.on) return [];
      const flags = ['custom', 'disabled'].filter((column) => shape.has('tblemailtemplates', column));
      const rows = (await on('tblemailtemplates')
        // '' is the default language; the other rows are translations of these.
        .where('language', '')
        .orderBy(['name', 'id'])
        .select('type', 'name', ...flags)) as Row[];
      return rows.map(templateOf);
    },
  };
}

// The meaning of `relid` by the template's type: for general mail the client (WD PreEmailSendReduceRecipients gives no
// more than the number; the pairing of the others is inferred from the merge fields of each type).
const RELATED: Readonly<Record<string, readonly [table: string, owner: string]>> = {
  general: ['tblclients', 'id'],
  product: ['tblhosting', 'userid'],
  domain: ['tbldomains', 'userid'],
  invoice: ['tblinvoices', 'userid'],
  support: ['tbltickets', 'userid'],
};

const different = (one: MailFlags, other: MailFlags): EmailCategory[] =>
  EMAIL_CATEGORIES.filter((category) => one[category] !== other[category]);

const templateOf = (row: Row): MailTemplate => ({
  name: String(row['name']),
  category: EMAIL_CATEGORIES.find((category) => category === String(row['type']).trim().toLowerCase()),
  custom: Number(row['custom'] ?? 0) !== 0,
  disabled: Number(row['disabled'] ?? 0) !== 0,
});
