// An installed WHMCS: `configuration.php` in its folder, addons in `modules/addons/` (hosts.md §1.7). The names of the
// TLS variables are inferred.
import { placeOf, textAt, type PanelKind } from '../installation.js';
import type { PhpSettings } from '../php-settings.js';
import { whmcsTableUses } from './table-uses.js';

const ADDON = 'modules/addons/liaison';

export const whmcsKind: PanelKind = {
  panelId: 'whmcs',
  name: 'WHMCS',
  configFile: 'configuration.php',
  bridgeFolder: ADDON,
  bridgeParts: { bridge: ADDON, 'whmcs/bridge': ADDON },
  switchedOn: 'System Settings → Addon Modules → Liaison → Activate, then Configure: which staff may open it',
  uses: whmcsTableUses,
  passwords: ['tblusers', 'tblcontacts', 'tblclients'].map((table) => ({ table, column: 'password' })),

  read(settings) {
    const missing = ['$db_host', '$db_username', '$db_password', '$db_name'].filter(
      (name) => textAt(settings, name) === undefined,
    );
    if (missing.length > 0) throw new Error(`it does not set ${missing.join(', ')}`);
    const text = (name: string): string => textAt(settings, name) ?? '';
    return {
      database: {
        ...placeOf(text('$db_host'), text('$db_port')),
        user: text('$db_username'),
        password: text('$db_password'),
        name: text('$db_name'),
        tls: tlsOf(settings),
      },
      charset: text('$mysql_charset'),
      notes: unusedTls(settings),
    };
  },
};

const TLS = { ca: '$db_tls_ca', cert: '$db_tls_cert', key: '$db_tls_key' } as const;
const VERIFY = '$db_tls_verify_cert';

function tlsOf(settings: PhpSettings) {
  const [ca, cert, key] = [TLS.ca, TLS.cert, TLS.key].map((name) => textAt(settings, name) ?? '');
  if (!ca && !cert && !key) return undefined;
  const verify = !['', '0', 'false', 'off'].includes((textAt(settings, VERIFY) ?? '1').toLowerCase());
  return { ca: ca ?? '', cert: cert ?? '', key: key ?? '', verify };
}

function unusedTls(settings: PhpSettings): string[] {
  const known: string[] = [...Object.values(TLS), VERIFY];
  return [...settings.keys()]
    .filter((name) => /^\$db_tls_\w+$/.test(name) && !known.includes(name) && textAt(settings, name))
    .map((name) => `${name} is set there and not carried over`);
}
