// N7 as the panel asks it: the department by its address, and the reason in words.
import { expect } from 'chai';
import { gateHook, type AsksGate } from '../../../module/bridge/gate-hook.js';
import { explainSupportGate } from '../../../module/support-gate/gate.js';
import { DEFAULT_SETTINGS } from '../../../module/settings/store.js';
import type { Executor } from '../../../module/support/database.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { NOW, owner, subAccount } from '../permissions/subjects.js';

const context = {
  words: createI18n(packageRoot, ['en', 'nl']).for('en'),
  settings: DEFAULT_SETTINGS,
  requestId: 'r',
};
// No database is asked: who is registered stands here.
const on = undefined as unknown as Executor;

/** The real decision, about one client. */
const gate: AsksGate = {
  ask: (question) =>
    Promise.resolve(
      explainSupportGate(
        {
          ...question,
          owner: { emails: ['ann@corp.example'], subject: owner() },
          contacts: [],
          subAccounts: [
            {
              contactId: 1,
              email: 'bo@corp.example',
              subject: subAccount({
                permissions: ['support.open'],
                departments: { mode: 'except', ids: [3] },
              }),
            },
          ],
        },
        NOW,
      ),
    ),
};
const departments = {
  list: () =>
    Promise.resolve([
      { id: 2, name: 'Support', hidden: false, email: 'support@panel.example' },
      { id: 3, name: 'Billing', hidden: false, email: 'billing@panel.example' },
      { id: 4, name: 'No address', hidden: false },
    ]),
};
const ask = (email: string, to: string) => gateHook({ gate, departments, on }).answer({ email, to }, context);

describe('The hook of a ticket by mail', () => {
  it('N7 lets registered addresses through', async () => {
    expect(await ask('ann@corp.example', 'billing@panel.example')).to.deep.equal({ skip: false, reason: '' });
    expect(await ask('bo@corp.example', 'support@panel.example')).to.deep.equal({ skip: false, reason: '' });
  });

  it('N7 stops a stranger, and says why', async () => {
    expect(await ask('eve@corp.example', 'support@panel.example')).to.deep.equal({
      skip: true,
      reason: 'The address is not registered.',
    });
  });

  it('P2 stops a sub-account at a closed department, known by its address however it is written', async () => {
    const { skip, reason } = (await ask('bo@corp.example', ' Billing@PANEL.example')) as { skip: boolean; reason: string }; // prettier-ignore
    expect(skip).to.equal(true);
    expect(reason).to.contain('Billing');
    const named = await ask('bo@corp.example', 'x@y.example, "Our Billing" <billing@panel.example>');
    expect(named).to.include({ skip: true });
  });

  it('asks about some department where the address is no department’s', async () => {
    expect(await ask('bo@corp.example', '')).to.deep.equal({ skip: false, reason: '' });
    expect(await ask('bo@corp.example', 'nobody@panel.example')).to.deep.equal({ skip: false, reason: '' });
  });
});
