// What a running module may say to the panel's database (safety.md M1, M2, F6; domain.md D4): no statement that makes or
// changes a table, no lock on a row of the panel's that is only read, and of the panel's tables only the columns listed here
// are written. The list is written by hand from D4 and hosts.md, never taken from the adapters.

interface Writable {
  update: readonly string[];
  insert?: true;
  delete?: true;
}

const DETAILS =
  'firstname lastname companyname email phonenumber address1 address2 city state postcode country tax_id updated_at';
const SWITCHES = 'generalemails productemails domainemails invoiceemails supportemails affiliateemails';

/** Contacts, the client's editable details, the contact's login and its permissions. Of HostBill's tables none. */
const D4: Readonly<Record<string, Writable>> = {
  tblclients: { update: words(`${DETAILS} billingcid email_preferences`) },
  tblcontacts: { update: words(`${DETAILS} ${SWITCHES} subaccount password permissions pwresetkey`), insert: true, delete: true },
  tblusers: { update: words('password remember_token reset_token updated_at'), insert: true },
  tblusers_clients: { update: words('permissions updated_at'), insert: true, delete: true },
}; // prettier-ignore

const OURS = /^mod_liaison_/;
const HARMLESS = /^(begin|commit|rollback|savepoint|release|set transaction)\b/i;
const LOCKING = /\s(for (update|share)|lock in share mode)\b.*$/is;

/** Undefined where there is nothing against it. `sql`: as it is sent, or with `?` in place of values. */
export function faultOf(sql: string): string | undefined {
  const plain = sql
    .replace(/'(?:[^'\\]|\\.|'')*'/g, "''")
    .replace(/\/\*.*?\*\//gs, ' ')
    .trim()
    .replace(/;$/, '');
  if (plain.includes(';')) return 'is more than one';
  if (HARMLESS.test(plain)) return undefined;
  const verb = /^\w+/.exec(plain)?.[0].toLowerCase();
  if (verb === 'select' || verb === 'with') {
    const panels = tablesIn(plain.replace(LOCKING, '')).filter((name) => !OURS.test(name));
    return LOCKING.test(plain) && panels.length > 0 ? `locks rows of ${panels.join(', ')}` : undefined;
  }
  if (verb === 'insert' || verb === 'update' || verb === 'delete') return faultOfWrite(verb, plain);
  return 'is none that a running module needs';
}

function faultOfWrite(verb: 'insert' | 'update' | 'delete', plain: string): string | undefined {
  const [target = '', ...read] = tablesIn(plain.replace(/\bon duplicate key update\b/gi, ''));
  // To write from what is selected locks what is read.
  const panels = read.filter((name) => !OURS.test(name));
  if (panels.length > 0) return `locks rows of ${panels.join(', ')} to write ${target}`;
  if (OURS.test(target)) return undefined;
  const allowed = D4[target];
  if (verb === 'update') {
    const wrong = columnsSet(plain).filter((column) => !allowed?.update.includes(column));
    if (wrong.length > 0) return `changes ${target}.${wrong.join(', ')}`;
  } else if (allowed?.[verb] !== true) return `${verb}s rows of ${target}`;
  if (verb === 'insert')
    return /^insert into `?\w+`? \(/i.test(plain) && !/\bon duplicate key\b/i.test(plain)
      ? undefined
      : `adds to ${target} without naming columns, or changes what is there`;
  return /\swhere\s/i.test(plain) ? undefined : `${verb}s all rows of ${target}`;
}

/** In their order; information_schema has no rows of anybody. */
function tablesIn(sql: string): string[] {
  const found = sql.matchAll(/\b(?:from|join|into|update)\s+(?:ignore\s+)?(?:`?(\w+)`?\s*\.\s*)?`?(\w+)`?/gi);
  return [...found]
    .filter(([, schema]) => schema?.toLowerCase() !== 'information_schema')
    .map(([, , name]) => name ?? '');
}

function columnsSet(sql: string): string[] {
  const list = /\bset\s(.*?)(?:\swhere\s|$)/is.exec(sql)?.[1] ?? '';
  const columns = [...list.matchAll(/(?:^|,)\s*(?:`?\w+`?\.)?`?(\w+)`?\s*=/g)].map(
    ([, column]) => column ?? '',
  );
  return columns.length > 0 ? columns : [list];
}

function words(text: string): string[] {
  return text.split(' ');
}
