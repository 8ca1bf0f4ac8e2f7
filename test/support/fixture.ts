// One demo panel and one app for a spec file, made before its tests and ended after them.
import type { DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import type { ModuleOptions } from '../../module/module.js';
import type { SampleProfileName } from '../../module/panels/whmcs/sample/schema.js';
import { loginOf, testApp, type TestApp, type Visitor } from './app.js';
import { demoPanel, type TestDatabase } from './panel-database.js';

export interface World extends TestApp {
  db: TestDatabase['knex'];
  url: string;
  cast: DemoCast;
  /** Signed in as the owner of client 1, Example BV. */
  ann: Visitor;
  /** A sub-account of client 1 without the right to contacts. */
  bo: Visitor;
  /** A sub-account of client 1 that may manage contacts and edit the profile. */
  cy: Visitor;
  /** The owner of client 2, which has 5,000 contacts. */
  mira: Visitor;
  /** Staff. */
  sam: Visitor;
}

/** Call it in `describe`; what it gives is there from the first test on. */
export function world(profile: SampleProfileName = 'whmcs8', options: Partial<ModuleOptions> = {}): World {
  const shared = {} as World;
  let drop: () => Promise<void>;
  before(async () => {
    const database = await demoPanel(profile);
    drop = () => database.drop();
    const app = await testApp(database.url, options);
    const { cast } = database;
    Object.assign(shared, app, { db: database.knex, url: database.url, cast });
    shared.ann = await app.visitor(loginOf(cast.ownerOfClient1));
    shared.bo = await app.visitor(loginOf(cast.fewPermissions));
    shared.cy = await app.visitor(loginOf(cast.managesContacts));
    shared.mira = await app.visitor(loginOf(cast.ownerOfClient2));
    shared.sam = await app.visitor({ kind: 'staff', staffId: cast.staff.staffId });
  });
  after(async () => {
    await shared.close();
    await drop();
  });
  return shared;
}
