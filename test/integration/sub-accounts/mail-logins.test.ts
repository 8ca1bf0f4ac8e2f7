// Who gets mail by a permission, looked up for many clients at once: the same as of each alone.
import { expect } from 'chai';
import type { LoginFacts } from '../../../module/notices/client-facts.js';
import type { SpecialRecipient } from '../../../module/notices/notice.js';
import { buildRouting } from '../../../module/composition/routing.js';
import type { Permission } from '../../../module/permissions/catalogue.js';
import { explainAccess } from '../../../module/permissions/explain-access.js';
import { createMailLogins } from '../../../module/sub-accounts/mail-logins.js';
import { readPeople } from '../../../module/sub-accounts/people.js';
import { world } from '../../support/fixture.js';
import { plantRandomClients } from '../../support/random-clients.js';
import { plantRandomRules } from '../../support/random-rules.js';

const HEARD: readonly [Permission, SpecialRecipient][] = [
  ['billing.notifications', 'billingNotifications'],
  ['support.notifications', 'supportNotifications'],
];

for (const era of [8, 7] as const)
  describe(`Mail by a permission, on whmcs${era}`, () => {
    const w = world(`whmcs${era}`);

    it('P1 S3 is found for many clients as it is for each', async () => {
      const marketIds = await plantRandomRules(w.db);
      const ids = await plantRandomClients(w.db, { era, count: 200, seed: 11, marketIds });
      const { people } = buildRouting(w.built.panel, w.clock);
      const mailLogins = createMailLogins(people, w.clock);
      const found = await mailLogins.of(ids, w.db);
      let [heard, denied] = [0, 0];
      for (const clientId of ids) {
        const { people: all } = await readPeople(people, clientId, w.db);
        const expected = all
          .filter(({ subject }) => subject.kind === 'sub-account')
          .map(({ contactId, login, subject }) => ({
            contactId,
            name: login?.name ?? '',
            hears: HEARD.filter(
              ([permission]) => explainAccess(subject, { permission }, w.clock.now()).allowed,
            ).map(([, special]) => special),
          }))
          .filter(({ hears }) => hears.length > 0);
        const said = (found.get(clientId) ?? []).map(
          ({ contactId, name, hears }): Pick<LoginFacts, 'contactId' | 'name' | 'hears'> =>
            ({ contactId, name, hears }), // prettier-ignore
        );
        expect(said, String(clientId)).to.deep.equal(expected);
        heard += expected.length;
        denied += all.filter(
          ({ subject: { access } }) =>
            access.permissions.length > 0 && !expected.some(({ hears }) => hears.length > 0),
        ).length;
      }
      expect(heard).to.be.above(20);
      expect(denied).to.be.above(0);
    });

    it('is asked of the panel only for clients with somebody whose settings name it', async () => {
      const { people } = buildRouting(w.built.panel, w.clock);
      const asked: number[] = [];
      const logins = {
        ...people.logins,
        listMany: (ids: readonly number[], on: typeof w.db) => {
          asked.push(...ids);
          return people.logins.listMany(ids, on);
        },
      };
      const ids = (await w.db('tblclients').pluck('id')) as number[];
      const mailLogins = createMailLogins({ ...people, logins }, w.clock);
      expect(mailLogins.isSaidByPanel).to.equal(false);
      await mailLogins.of(ids, w.db);
      const naming = (await w
        .db('mod_liaison_sub_accounts')
        .where('access', 'like', '%.notifications%')
        .distinct('client_id')
        .orderBy('client_id')
        .pluck('client_id')) as number[];
      expect(naming.length).to.be.above(20);
      expect(asked).to.deep.equal(naming);
    });
  });
