// The WHMCS adapter: probes the database it is given and answers as the port asks, for both eras of WHMCS.
import type { Executor } from '../../support/database.js';
import type { Panel } from '../panel.js';
import { whmcsClients } from './clients.js';
import { whmcsContacts } from './contacts.js';
import { whmcsDepartments } from './departments.js';
import { whmcsHosting } from './hosting.js';
import { whmcsLogins } from './logins.js';
import { whmcsMail } from './mail.js';
import { probeWhmcs } from './probe.js';
import { capabilitiesOf, ESSENTIAL } from './schema.js';

/**
 * The panel in this database, or undefined when no WHMCS lies there. Throws an Error naming the missing columns when
 * it is one we cannot work with at all.
 */
export async function openWhmcs(on: Executor): Promise<Panel | undefined> {
  const shape = await probeWhmcs(on);
  if (!shape.hasTable('tblclients')) return undefined;
  const missing = shape.missing(ESSENTIAL.table, ESSENTIAL.columns);
  if (missing.length > 0) throw new Error(`This WHMCS database has no ${missing.join(', ')}`);

  const configuration = async (setting: string, now: Executor): Promise<string | undefined> => {
    if (!shape.has('tblconfiguration', 'setting', 'value')) return undefined;
    const row = (await now('tblconfiguration').where({ setting }).first('value')) as
      { value: string } | undefined;
    return row?.value || undefined;
  };
  const systemLanguage = await configuration('Language', on);
  const logins = shape.era === 8 ? 'logins are users linked to clients' : 'a contact may be a login';

  return {
    id: 'whmcs',
    description: `WHMCS, era ${shape.era} (${logins})`,
    capabilities: capabilitiesOf(shape),
    contacts: whmcsContacts(shape),
    clients: whmcsClients(shape, systemLanguage),
    logins: whmcsLogins(shape, systemLanguage),
    departments: whmcsDepartments(shape),
    hosting: whmcsHosting(shape),
    mail: whmcsMail(shape),
    async provider(now) {
      const [name, url] = [await configuration('CompanyName', now), await configuration('SystemURL', now)];
      return { ...(name ? { name } : {}), ...(url ? { url } : {}) };
    },
  };
}
