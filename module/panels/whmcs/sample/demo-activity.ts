// Tickets, invoices, orders and mail history of the demo.
import type { Knex } from 'knex';
import { DEPARTMENTS } from './demo-panel.js';
import { dateBefore, daysBefore, seededRandom } from './determinism.js';
import { insertRow, insertRows, type SampleRow } from './insert.js';
import type { DemoLogin } from './sample-logins.js';

interface Person extends DemoLogin {
  email: string;
}

/** `owners` by client id; the first two clients are those of the demo's first page. */
export async function loadActivity(db: Knex, owners: ReadonlyMap<number, DemoLogin>, bo: DemoLogin) {
  const clients = await db('tblclients').select('id', 'email').orderBy('id');
  const people = clients.flatMap(({ id, email }: { id: number; email: string }): Person[] => {
    const owner = owners.get(id);
    return owner ? [{ ...owner, email }] : [];
  });
  await loadTickets(db, people, { ...bo, email: 'bo@corp.example' });
  await loadBilling(db, people);
  await loadMails(db, people);
}

function ticket(from: Person, number: number, values: SampleRow): SampleRow {
  const date = daysBefore(number, number * 7);
  return {
    tid: `NW-${100_200 + number * 37}`,
    userid: from.clientId,
    contactid: from.contactId ?? 0,
    requestor_id: from.userId ?? 0,
    name: from.name,
    email: from.email,
    c: `key${number}`,
    date,
    lastreply: date,
    status: 'Open',
    urgency: 'Medium',
    editor: 'markdown',
    ...values,
  };
}

async function loadTickets(db: Knex, people: readonly Person[], bo: Person): Promise<void> {
  const random = seededRandom(77);
  const ann = people.find(({ clientId }) => clientId === 1) ?? bo;
  const onWebsite = ticket(bo, 1, {
    did: DEPARTMENTS.technicalSupport,
    title: 'Website shows an old page',
    message: 'We uploaded a new index page this morning and still see the old one.',
    service: 'S1',
  });
  const websiteTicket = await insertRow(db, 'tbltickets', onWebsite);
  await insertRow(
    db,
    'tbltickets',
    ticket(ann, 2, {
      did: DEPARTMENTS.billing,
      title: 'Invoice to another address',
      message: 'Please send our invoices to the accounts department from now on.',
      cc: 'accounts@corp.example,ann@example.com',
      status: 'Answered',
    }),
  );
  await insertRow(
    db,
    'tbltickets',
    ticket(ann, 3, {
      did: DEPARTMENTS.technicalSupport,
      title: 'Name servers of example.nl',
      message: 'Which name servers should example.nl use?',
      service: 'D2',
      status: 'Closed',
    }),
  );
  const titles = [
    'Backup failed last night',
    'Question about an invoice',
    'Cannot reach the server',
    'Upgrade',
  ];
  const others = Array.from({ length: 40 }, (_, index) => {
    const title = random.pick(titles);
    return ticket(random.pick(people), index + 4, {
      did: 1 + random.below(4),
      title,
      message: `${title}. Can you have a look?`,
      status: random.pick(['Open', 'Answered', 'Customer-Reply', 'Closed']),
      urgency: random.pick(['Low', 'Medium', 'High']),
    });
  });
  await insertRows(db, 'tbltickets', others);
  await insertRows(db, 'tblticketreplies', [
    { tid: websiteTicket, date: daysBefore(0, 30), message: 'We cleared the cache.', admin: 'Sam de Vries' },
    { tid: websiteTicket, userid: 1, name: bo.name, email: bo.email, message: 'Now it works, thank you.' },
  ]);
}

async function loadBilling(db: Knex, people: readonly Person[]): Promise<void> {
  const random = seededRandom(78);
  const invoices = people.flatMap(({ clientId }) =>
    Array.from({ length: 3 }, (_, index): SampleRow => {
      const total = 10 + random.below(200);
      const status = index > 0 ? 'Paid' : random.pick(['Paid', 'Unpaid', 'Cancelled']);
      const [date, duedate] = [dateBefore(10 + index * 30), dateBefore(index * 30 - 4)];
      return {
        userid: clientId,
        date,
        duedate,
        subtotal: total,
        total,
        status,
        paymentmethod: 'banktransfer',
      };
    }),
  );
  await insertRows(db, 'tblinvoices', invoices);
  const orders = people.map(({ clientId, userId }, index): SampleRow => ({
    ordernum: 4_000_000_000 + index,
    userid: clientId,
    requestor_id: userId ?? 0,
    date: daysBefore(200 + index),
    amount: 12.5,
    status: 'Active',
    ipaddress: '192.0.2.200',
  }));
  await insertRows(db, 'tblorders', orders);
}

async function loadMails(db: Knex, people: readonly Person[]): Promise<void> {
  const mails = people.flatMap(({ clientId, email }) => [
    mail(clientId, email, 'New invoice', 10, clientId === 1 ? 'accounts@corp.example' : null),
    mail(clientId, email, 'Your details were changed', 40, null),
  ]);
  await insertRows(db, 'tblemails', mails);
}

function mail(userid: number, to: string, subject: string, days: number, cc: string | null): SampleRow {
  const date = daysBefore(days);
  const message = `<p>${subject}</p>`;
  return { userid, subject, message, date, to, cc, bcc: null, created_at: date, updated_at: date };
}
