import { findPanel } from '../../module/panels/find-panel.js';
import { panelSchema } from '../support/panel-database.js';
import { NO_FIELDS } from './profiles.js';
it('tz', async () => {
  const d = await panelSchema('whmcs8');
  await d.knex.raw("SET GLOBAL time_zone = '+05:00'");
  await d.knex.raw('ALTER TABLE tblcontacts MODIFY updated_at timestamp NOT NULL');
  const id = await (await findPanel(d.knex)).contacts.insert(1, NO_FIELDS, d.knex);
  const c = await d.knex.raw("SELECT created_at, updated_at, unix_timestamp(updated_at)-unix_timestamp() diff, utc_timestamp() u FROM tblcontacts");
  console.log(id, c[0]);
  await d.drop();
});
