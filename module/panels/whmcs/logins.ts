// The logins of either era behind one port: what differs is in user-logins.ts (era 8) and contact-logins.ts (era 7).
import type { PanelLogins } from '../panel.js';
import { whmcsActors } from './actors.js';
import { contactLogins } from './contact-logins.js';
import type { EraLogins, Row } from './era-logins.js';
import { hashPassword, passwordMatches, passwordRefusal } from './passwords.js';
import { nearest } from './permissions.js';
import type { WhmcsShape } from './probe.js';
import { capabilitiesOf } from './schema.js';
import { userLogins } from './user-logins.js';

export function whmcsLogins(shape: WhmcsShape, systemLanguage: string | undefined): PanelLogins {
  const { storedPassword, ...logins } = eraLogins(shape);
  return {
    read: whmcsActors(shape, systemLanguage),
    async staffEmail(staffId, on) {
      if (!capabilitiesOf(shape).staff.on || !shape.has('tbladmins', 'email')) return undefined;
      const row = (await on('tbladmins').where({ id: staffId, disabled: 0 }).first('email')) as
        Row | undefined;
      return String(row?.['email'] ?? '').trim() || undefined;
    },
    ...logins,
    limitsHereOnly: false,
    nearest,
    passwordRefusal,
    hashPassword,
    async checkPassword(clientId, ref, password, on) {
      return passwordMatches(ref && (await storedPassword(clientId, ref, on)), password);
    },
  };
}

function eraLogins(shape: WhmcsShape): EraLogins {
  if (!capabilitiesOf(shape).logins.on) return WITHOUT_LOGINS;
  return shape.era === 8 ? userLogins(shape) : contactLogins(shape);
}

// Pages ask the capability first: a write that comes here all the same is a fault of ours.
const off = async (): Promise<never> => {
  throw new Error('Logins are off on this panel');
};
const WITHOUT_LOGINS: EraLogins = {
  count: async () => 0,
  list: async () => [],
  listMany: async () => new Map(),
  find: async () => undefined,
  findByEmail: async () => [],
  refusals: () => ({}),
  storedPassword: async () => undefined,
  activate: off,
  setPermissions: off,
  suspend: off,
  resume: off,
  end: off,
  setPassword: off,
};
