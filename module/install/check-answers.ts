// The doctor on the running module: does it answer where the bridge and where people look for it, and does it know the
// same secret?
import type { Found, Level } from './finding.js';

const PATIENCE_MS = 3000;

export interface Running {
  /** Where the bridge calls it, base path included. */
  origin: string;
  /** What people use; '' when it is not set. */
  url: string;
  secret: string | undefined;
  /** How a line is meant when nothing answers: without a panel folder it may simply not run yet. */
  silence: Level;
}

type Sign = (secret: string, call: { time: string; path: string; body: string }) => string;

export async function checkAnswers(
  { origin, url, secret, silence }: Running,
  sign: Sign,
  found: Found,
): Promise<void> {
  const ready = await statusOf(`${origin}/ready`);
  if (ready === undefined)
    found(
      silence,
      `Nothing answers at ${origin}: start it (systemctl start liaison, or liaison serve); why it stopped is in its log (journalctl -u liaison)`,
    );
  else if (ready === 200) found('✓', `The module answers at ${origin}`);
  else
    found(
      '✗',
      `What answers at ${origin} is not ready (${ready}): look at the database and the migrations above`,
    );
  if (ready === 200 && secret !== undefined) await checkSecret(origin, secret, sign, found);
  if (url === '' || url === origin || ready === undefined) return;
  const outside = await statusOf(`${url}/ready`);
  if (outside === 200) found('✓', `The module answers at ${url}`);
  else
    found(
      '▲',
      `${url} does not lead to the module from here (${outside ?? 'no answer'}): look at the web server's proxy lines`,
    );
}

// A call that is signed rightly and says nothing: 400 when the signature holds, 401 when it does not.
async function checkSecret(origin: string, secret: string, sign: Sign, found: Found): Promise<void> {
  const path = '/panel/hooks/page';
  const time = String(Math.floor(Date.now() / 1000));
  const headers = {
    'X-Liaison-Time': time,
    'X-Liaison-Signature': sign(secret, { time, path, body: 'null' }),
  };
  const status = await statusOf(`${origin}${path}`, { method: 'POST', body: 'null', headers });
  if (status === 400) found('✓', 'The running module takes calls that are signed with our secret');
  else if (status === 401)
    found('✗', 'The running module has another secret: restart it with this environment');
  else
    found(
      '▲',
      `The running module does not know the bridge's calls (${status ?? 'no answer'}): is it this version?`,
    );
}

/** Undefined: no answer in time. */
async function statusOf(address: string, request: RequestInit = {}): Promise<number | undefined> {
  try {
    const answer = await fetch(address, {
      ...request,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    // Not reachable is an answer here, not a failure: that is what is asked.
    return undefined;
  }
}
