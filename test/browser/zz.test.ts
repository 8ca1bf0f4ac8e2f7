import { browserApp } from '../support/browser-app.js';
describe('x', function () {
  const app = browserApp();
  it('many', async () => {
    for (let i = 0; i < 60; i++) {
      const [a, b] = [await app.window('ann'), await app.window('cy')];
      for (const p of [a, b]) {
        const r = await p.goto('/client/contacts/10/edit');
        if (r?.status() !== 200) {
          console.log(i, p === a ? 'ann' : 'cy', r?.status(), await p.locator('main').innerText(), await p.context().cookies(), (await app.db('mod_liaison_sessions').count())[0]);
        }
      }
      await a.context().close(); await b.context().close();
    }
  });
});
