// Ending a sub-account takes no mail (CL10, U1): the page says what the contact still gets, and so it is.
import { expect } from 'chai';
import { receivedBy } from '../../../module/notices/received.js';
import { SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import type { Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import { activate, annActor } from './login-acts.js';

const CY = 2;
const DEE = 4;
const JONAS = 10;

for (const profile of ['whmcs8', 'whmcs7'] as const) {
  describe(`What a sub-account that ends still gets, ${profile}`, () => {
    const w = world(profile);
    const path = (contactId: number): string => `/client/contacts/${contactId}/login/end`;
    const main = ({ $ }: Answer): string => $('main').text().replace(/\s+/g, ' ');

    async function received(contactId: number): Promise<string[]> {
      // Whatever the preview is of: what it starts from is what routing reads now.
      const { recipients } = await w.built.services.roles.preview(await annActor(w), 1, JONAS, 'general');
      return receivedBy(recipients.before, SHIPPED_NOTICES, contactId).map(({ notice }) => notice.key);
    }

    it('names the notices, and they go on', async () => {
      const before = await received(CY);
      expect(before).to.deep.equal(['account-matters', 'maintenance-outages', 'domain-notices']);
      const page = await w.ann.get(path(CY));
      expect(main(page)).to.contain(
        'Cy Diaz still gets these notices: Account matters, Maintenance and outages, and Domain notices.',
      );
      expect((await w.ann.send(page, path(CY))).status).to.equal(303);
      expect(await received(CY)).to.deep.equal(before);
    });

    it('counts what comes by a permission: it outlives the login', async () => {
      await activate(w, DEE, { permissions: ['support.view', 'support.notifications'] });
      const page = await w.ann.get(path(DEE));
      expect(main(page)).to.contain('Dee Okafor still gets these notices: Ticket updates.');
      expect((await w.ann.send(page, path(DEE))).status).to.equal(303);
      expect(await received(DEE)).to.deep.equal(['ticket-updates']);
    });

    it('says so when there are none', async () => {
      await activate(w, JONAS, { permissions: ['support.view'] });
      expect(main(await w.ann.get(path(JONAS)))).to.contain('Jonas Lindqvist gets no notices.');
    });
  });
}
