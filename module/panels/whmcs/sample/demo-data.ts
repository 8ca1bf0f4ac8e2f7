// The demo's data: about 40 invented clients of an invented provider, the same rows at every load.
import type { Knex } from 'knex';
import { loadActivity } from './demo-activity.js';
import { loadListedClients } from './demo-clients.js';
import { loadExampleBv } from './demo-example-bv.js';
import { loadNoordzee } from './demo-noordzee.js';
import { loadPanel } from './demo-panel.js';
import type { DemoLogin } from './sample-logins.js';
import type { SampleProfile } from './sample-profile.js';

export type { DemoLogin } from './sample-logins.js';

/** The people whom the demo's first page signs in. */
export interface DemoCast {
  ownerOfClient1: DemoLogin;
  fewPermissions: DemoLogin;
  managesContacts: DemoLogin;
  ownerOfClient2: DemoLogin;
  ownerOfClient3: DemoLogin;
  staff: { staffId: number; name: string };
}

/** Fills an empty database made by `whmcsSchema(profile)`, in one transaction. */
export async function loadDemoData(db: Knex, profile: SampleProfile): Promise<DemoCast> {
  return db.transaction(async (trx) => {
    const staff = await loadPanel(trx, profile);
    const example = await loadExampleBv(trx, profile);
    const owners = await loadListedClients(trx, profile);
    // Last, so that the ids of everybody else stay short.
    const ownerOfClient2 = await loadNoordzee(trx, profile);
    const ownerOfClient3 = owners.get(3);
    if (!ownerOfClient3) throw new Error('The list of demo clients has no client 3');
    owners.set(1, example.owner).set(2, ownerOfClient2);
    await loadActivity(trx, owners, example.fewPermissions);
    return {
      ownerOfClient1: example.owner,
      fewPermissions: example.fewPermissions,
      managesContacts: example.managesContacts,
      ownerOfClient2,
      ownerOfClient3,
      staff,
    };
  });
}
