// Mail at HostBill: no switch per category, so our own tables hold who gets what; its templates are read by name.
import type { MailFlags, MailTemplate, PanelMail } from '../panel.js';
import { CONTACT_FLAGS, OWNER_FLAGS } from './addressees.js';
import type { HostBillShape } from './probe.js';
import { TEMPLATE_GROUPS } from './schema.js';
import { textOf, type Row } from './text.js';

export function hostBillMail(
  shape: HostBillShape,
  { contacts, templates }: { contacts: boolean; templates: boolean },
): PanelMail {
  return {
    async flags(clientId, contactIds, on) {
      const found = new Map<number, MailFlags>();
      const id = shape.column('id');
      if (contactIds.includes(0) && (await shape.clients(on).where(id, clientId).first(id)))
        found.set(0, OWNER_FLAGS);
      const wanted = contactIds.filter((one) => one !== 0);
      if (wanted.length === 0 || !contacts) return found;
      const rows = shape.contacts(on).where(shape.column('parent_id'), clientId).whereIn(id, wanted);
      for (const contactId of (await rows.pluck(id)) as number[]) found.set(contactId, CONTACT_FLAGS);
      return found;
    },

    async setFlags() {
      throw new Error('Mail switches are off on this panel');
    },

    // What the number beside a mail of HostBill means is not established.
    subjectOf: async () => undefined,

    async templates(on) {
      if (!templates) return [];
      const optional = ['send', 'system'].filter((name) => shape.has('hb_email_templates', name));
      const rows = (await on('hb_email_templates')
        .where('for', 'Client')
        // The first language is the default one (inferred); the other rows are translations.
        .where('language_id', on('hb_email_templates').min('language_id'))
        .orderBy(['tplname', 'id'])
        .select('tplname', 'group', ...optional)) as Row[];
      return rows.map(templateOf);
    },
  };
}

const templateOf = (row: Row): MailTemplate => ({
  name: textOf(row['tplname']),
  category: TEMPLATE_GROUPS[textOf(row['group']).trim().toLowerCase()],
  custom: row['system'] !== undefined && Number(row['system']) === 0,
  disabled: row['send'] !== undefined && Number(row['send']) === 0,
});
