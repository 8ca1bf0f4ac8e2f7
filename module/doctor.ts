// `liaison doctor`: looks at each link of the chain and says in one line each how it is and what to do. It prints
// shapes and counts, never a name or an address of a customer: its output may be sent to the project.
import path from 'node:path';
import { signatureOf } from './bridge/signature.js';
import type { Config } from './config.js';
import { checkAnswers } from './install/check-answers.js';
import { checkBridge } from './install/check-bridge.js';
import { checkDatabase, printGrants } from './install/check-database.js';
import type { Found } from './install/finding.js';
import { grantStatements } from './install/grants.js';
import { originOf } from './install/serving-text.js';
import { printShape } from './install/shape.js';
import { databaseUrl, readInstallation, type PanelInstallation } from './panels/installation.js';
import { PANEL_KINDS } from './panels/panel-kinds.js';

export interface DoctorOptions {
  config: Config;
  /** The panel's folder, to look at the bridge there; undefined: only our own side. */
  folder: string | undefined;
  /** Prints the statements for a database user of our own, and nothing else. */
  grants: boolean;
  /** Prints how the panel's tables look, and nothing else. */
  shape: boolean;
}

/** Prints the findings; 0 when nothing stands in the way, else 1. */
export async function doctor(options: DoctorOptions, say: (line: string) => void): Promise<number> {
  const { config, folder, grants, shape } = options;
  let broken = false;
  const found: Found = (level, text) => {
    broken ||= level === '✗';
    say(`${level} ${text}`);
  };
  const installation = folder === undefined ? undefined : installationIn(folder, found);
  const panels = installation && databaseUrl(installation.database);
  // What a user of our own may not see is none the less to be printed, and before we are installed there is none.
  const url = grants || shape ? (panels ?? config.databaseUrl) : (config.databaseUrl ?? panels);
  const database = url === undefined ? undefined : { url, api: config.panelApi };
  if (grants || shape) {
    if (!database) throw new Error('DATABASE_URL is not set');
    await (grants ? printGrants(database, say, grantStatements) : printShape(database, say));
    return 0;
  }
  checkConfig(config, installation, found);
  if (database) await checkDatabase({ ...database, installation }, found);
  const origin = installation && checkBridge(installation, config, found);
  await checkAnswers(
    {
      origin:
        origin ?? originOf({ url: config.url || 'http://localhost', host: config.host, port: config.port }),
      url: config.url,
      secret: config.secret,
      silence: installation ? '✗' : '▲',
    },
    signatureOf,
    found,
  );
  return broken ? 1 : 0;
}

function installationIn(folder: string, found: Found): PanelInstallation | undefined {
  try {
    return readInstallation(path.resolve(folder), PANEL_KINDS);
  } catch (error) {
    found('✗', (error as Error).message);
    return undefined;
  }
}

function checkConfig(config: Config, installation: PanelInstallation | undefined, found: Found): void {
  const how = installation ? `liaison install ${installation.folder} makes it` : 'liaison install makes it';
  const where = `${how}; where that was done, say --state FOLDER or --env FILE`;
  if (!config.databaseUrl) found('✗', `DATABASE_URL is not set: ${where}`);
  if (config.secret) found('✓', 'The secret shared with the panel is set');
  else found('✗', `LIAISON_SECRET is not set, and without it nobody can come over from the panel: ${how}`);
  if (config.url) found('✓', 'The address people use is set');
  else
    found('▲', `LIAISON_URL is not set, so mails carry no link, and cookies are made for plain http: ${how}`);
  if (config.smtpUrl) found('✓', 'Mail goes out by SMTP');
  else
    found(
      '▲',
      'Mail: practice mode, nothing leaves this server. Set LIAISON_SMTP_URL and LIAISON_MAIL_FROM to send',
    );
}
