// What somebody puts into the web server and into systemd so that the module is reached and runs: texts, made from the
// address and the port.

export interface Serving {
  /** The address people use. */
  url: string;
  host: string;
  port: number;
}

export const basePathOf = (url: string): string => new URL(url).pathname.replace(/\/+$/, '');

/** Where the module itself answers, base path included. */
export const originOf = ({ url, host, port }: Serving): string => {
  const reached = ANYWHERE.get(host) ?? host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}${basePathOf(url)}`;
};

/** Addresses to listen on that are none to call. */
const ANYWHERE = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

export function nginxText(serving: Serving): string {
  const base = basePathOf(serving.url);
  const root = originOf(serving).slice(0, -base.length || undefined);
  return `location ${base}/ {
    proxy_pass ${root};
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
}`;
}

/** With mod_proxy, mod_proxy_http and mod_headers; it adds X-Forwarded-For by itself. */
export function apacheText(serving: Serving): string {
  const base = basePathOf(serving.url);
  const scheme = new URL(serving.url).protocol.replace(':', '');
  return `${base ? `RedirectMatch permanent ^${base}$ ${base}/\n` : ''}<Location ${base}/>
    ProxyPreserveHost On
    ProxyPass ${originOf(serving)}/
    ProxyPassReverse ${originOf(serving)}/
    RequestHeader set X-Forwarded-Proto "${scheme}"
</Location>`;
}

export interface Service {
  /** The program and its words, as the process that installs was started. */
  command: readonly string[];
  /** The package's own folder. */
  folder: string;
  env: string;
  /** A service of the machine, under a user that systemd makes for it; else one of the user who installs. */
  machine: boolean;
}

export function unitText({ command, folder, env, machine }: Service): string {
  const words = command.map(systemdWord).join(' ');
  const safety = machine
    ? `DynamicUser=yes
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
`
    : '';
  return `[Unit]
Description=Liaison: contacts beside the billing panel
After=network.target mariadb.service mysql.service

[Service]
WorkingDirectory=${folder.replaceAll('%', '%%')}
EnvironmentFile=${env.replaceAll('%', '%%')}
Environment=NODE_ENV=production
ExecStart=${words} serve
Restart=on-failure
RestartSec=2
TimeoutStopSec=15
${safety}
[Install]
WantedBy=${machine ? 'multi-user.target' : 'default.target'}
`;
}

/** How to start it, or start it again with what has changed, in the words of a shell. */
export function unitSteps(unit: string, machine: boolean): string[] {
  const systemctl = machine ? 'systemctl' : 'systemctl --user';
  return [`${systemctl} enable ${shellWord(unit)}`, `${systemctl} restart liaison`];
}

const systemdWord = (word: string): string => {
  const safe = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `"${safe.replace(/["\\]/g, '\\$&')}"`;
};

export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
