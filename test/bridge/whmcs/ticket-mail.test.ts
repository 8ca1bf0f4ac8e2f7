// N7: a mail becomes a ticket only when the support gate says so.
import { expect } from 'chai';
import express from 'express';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SECRET } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import { NOW, owner, subAccount } from '../../unit/permissions/subjects.js';
import { bridgeRouter } from '../../../module/bridge/bridge-router.js';
import { gateHook } from '../../../module/bridge/gate-hook.js';
import { explainSupportGate } from '../../../module/support-gate/gate.js';
import { RouteRegistry } from '../../../module/http/registry.js';
import { requestState } from '../../../module/http/request-state.js';
import { KnexSettingsStore } from '../../../module/settings/store.js';
import { systemClock } from '../../../module/support/clock.js';
import { createI18n } from '../../../module/support/i18n.js';
import { silentLog } from '../../../module/support/log.js';
import { packageRoot } from '../../../module/support/paths.js';
import { standInPanel } from './stand-in-panel.js';

describe('A ticket by mail', () => {
  const at = standInPanel();
  const w = world();
  let server: Server;

  // The gate's own decision about two people; who is registered is read by its service.
  before(async () => {
    const bo = subAccount({ permissions: ['support.open'], departments: { mode: 'except', ids: [3] } });
    const gate = {
      ask: (question: { email: string; department: number | undefined }) =>
        Promise.resolve(
          explainSupportGate(
            {
              ...question,
              owner: { emails: ['ann@example.com'], subject: owner() },
              contacts: [],
              subAccounts: [{ contactId: 1, email: 'bo@corp.example', subject: bo }],
            },
            NOW,
          ),
        ),
    };
    const i18n = createI18n(packageRoot, ['en', 'nl']);
    const hook = gateHook({ gate, departments: w.built.panel.departments, on: w.db });
    const settings = new KnexSettingsStore({});
    const shared = { registry: new RouteRegistry(), settings, i18n, clock: systemClock, log: silentLog };
    const app = express().use(requestState(i18n, silentLog), bridgeRouter([hook], { ...shared, secret: SECRET, on: w.db })); // prettier-ignore
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await at.panel.configure({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const send = async (email: unknown, to: unknown) =>
    (await at.panel.hook('TicketPiping', { email, to, name: 'X', subject: 'Y', body: 'Z' }, { era: 8, locale: 'en' })).result; // prettier-ignore

  it('is taken from registered addresses', async () => {
    expect(await send('ann@example.com', 'billing@panel.example')).to.deep.equal([]);
    expect(await send('BO@corp.example', 'support@panel.example')).to.deep.equal([]);
    expect(await at.panel.log()).to.equal('');
  });

  it('is not taken from a stranger, and the log says why', async () => {
    expect(await send('eve@corp.example', 'support@panel.example')).to.deep.equal({ skipProcessing: true });
    expect(await at.panel.log()).to.contain(
      'Liaison: a mail from eve@corp.example opened no ticket. The address is not registered.',
    );
  });

  it('leaves one harmless line in the log, whatever the stranger wrote', async () => {
    await send('"<script>\nforged line"@corp.example', 'support@panel.example');
    const [line = ''] = (await at.panel.log()).split('\n').filter((one) => one.includes('forged line'));
    expect(line).to.match(
      /^Liaison: a mail from &quot;&lt;script&gt; forged line&quot;@corp\.example opened no ticket\./,
    );
  });

  it('is not taken for a department that is closed to the sender, found by its address', async () => {
    expect(await send('bo@corp.example', 'billing@panel.example')).to.deep.equal({ skipProcessing: true });
    expect(await send('bo@corp.example', ['billing@panel.example'])).to.deep.equal({ skipProcessing: true });
  });

  it('is the panel’s own affair when it has no sender', async () => {
    for (const email of ['', undefined, ['a@b.example']]) expect(await send(email, 'x')).to.deep.equal([]);
  });
});
