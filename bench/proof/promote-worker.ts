// One process of the race proof: 16 writers that promote contacts at random through the real service, then promotes
// against deletes. Sends its tally to the parent.
import { buildModule } from '../../module/module.js';
import { openDatabase, MAINTENANCE_PATIENCE } from '../../module/support/database.js';
import { racingClients } from './racing-clients.js';
import { ConflictError, InputError } from '../../module/support/errors.js';
import type { Actor } from '../../module/permissions/actor.js';

export interface Tally {
  done: number;
  stale: number;
  races: number;
  errors: number;
}

const WRITERS = 16;
const ROUNDS = 500;
const CLIENT = 1;
const SECRET = 'a secret of at least thirty-two characters';

const [url, design, wanted] = process.argv.slice(2) as [string, string, string];
const knex = openDatabase(url, { ...MAINTENANCE_PATIENCE, lockSeconds: 30 });
const { services } = await buildModule({ knex, secret: SECRET, sessionSecret: SECRET });
const staff = (await services.readActor({ kind: 'staff', staffId: 1 }, knex)) as Actor;
const origin = { requestId: 'proof', ip: '' };
const ids = await racingClients(knex);
const tally: Tally = { done: 0, stale: 0, races: 0, errors: 0 };
let left = Number(wanted);

const pick = (list: readonly number[]): number => list[Math.floor(Math.random() * list.length)] ?? 0;

async function promoteBySlot(): Promise<void> {
  const clientId = pick([...ids.keys()]);
  const contactId = pick(ids.get(clientId) ?? []);
  const { seen } = await services.roles.preview(staff, clientId, contactId, 'billing');
  const options = { role: 'billing', seen, tell: false, reason: '', requestKey: '' } as const;
  await services.roles.promote(staff, origin, clientId, contactId, options);
}

// Design A of safety.md §5: look who it is, then take it from them and give it to another.
async function promoteByFlag(): Promise<void> {
  const clientId = pick([...ids.keys()]);
  const of = { client_id: clientId };
  const [holder] = (await knex('proof_flags')
    .where({ ...of, is_primary: 1 })
    .pluck('contact_id')) as number[];
  await knex('proof_flags')
    .where({ ...of, contact_id: holder ?? 0 })
    .update({ is_primary: 0 });
  await knex('proof_flags')
    .where({ ...of, contact_id: pick(ids.get(clientId) ?? []) })
    .update({ is_primary: 1 });
}

/** A new contact is promoted and deleted at the same moment: one of the two must be refused. */
async function promoteAgainstDelete(): Promise<void> {
  const template = (await knex('tblcontacts').where({ userid: CLIENT }).first()) as Record<string, unknown>;
  const email = `race-${process.pid}-${tally.races}@corp.example`;
  tally.races += 1;
  const [contactId] = (await knex('tblcontacts').insert({
    ...template,
    id: undefined,
    email,
    companyname: 'race',
  })) as [number];
  const { version } = await services.contacts.get(staff, CLIENT, contactId);
  const { seen } = await services.roles.preview(staff, CLIENT, contactId, 'security');
  const results = await Promise.allSettled([
    services.roles.promote(staff, origin, CLIENT, contactId, {
      role: 'security',
      seen,
      tell: false,
      reason: '',
      requestKey: '',
    }),
    services.contacts.remove(
      staff,
      origin,
      { clientId: CLIENT, contactId, version },
      { seen: undefined, reason: '' },
    ),
  ]);
  if (results.every(({ status }) => status === 'fulfilled')) tally.errors += 1;
}

async function writer(): Promise<void> {
  while (left > 0) {
    left -= 1;
    for (;;) {
      try {
        await (design === 'flag' ? promoteByFlag() : promoteBySlot());
        tally.done += 1;
        break;
      } catch (error) {
        // Somebody was faster, or the contact holds it already: look again, as a person would.
        if (error instanceof ConflictError || error instanceof InputError) tally.stale += 1;
        else {
          tally.errors += 1;
          break;
        }
      }
    }
  }
}

await Promise.all(Array.from({ length: WRITERS }, writer));
if (design === 'slot') for (let round = 0; round < ROUNDS; round += 1) await promoteAgainstDelete();
await knex.destroy();
process.send?.(tally);
