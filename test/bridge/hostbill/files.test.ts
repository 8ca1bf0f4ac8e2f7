// The files that go into HostBill: what holds for every bridge, and how the module names itself.
import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import { hostbillKind } from '../../../module/panels/hostbill/installation.js';
import { bridgeOf, fileRules } from '../file-rules.js';
import { hostBillWorld, SHOWN } from './stand-in-panel.js';

const HOOKS = 'includes/extend/hooks';
const { php, files, textOf } = bridgeOf(hostbillKind);

describe('The bridge’s files in HostBill', () => {
  const at = hostBillWorld();

  it('are found', () => expect(php.length).to.be.above(25));

  fileRules({
    kind: hostbillKind,
    at: {
      get panel() {
        return at.w.bridge;
      },
    },
    readWords: `$words = include "$argv[1]/lang/$argv[2].php";`,
    isWords: /\/(lang|words)\//,
    notOurs: [HOOKS],
    putTogether: ['answers', 'otherSecret', 'silent'].map((state) => `staff.${state}`),
  });

  it('are one module, and one hook file after those of the provider', () => {
    const outside = php.filter((file) => !file.startsWith(`${hostbillKind.bridgeFolder}/`));
    expect(outside).to.deep.equal([`${HOOKS}/after_clientdelete_50.php`]);
    expect([...files.keys()].at(-1)).to.equal(outside[0]);
    expect(textOf('class.liaison.php')).to.contain('class liaison extends OtherModule');
    for (const area of ['admin', 'user'])
      expect(textOf(`${area}/class.liaison_controller.php`)).to.contain('class liaison_controller extends HBController'); // prettier-ignore
  });

  it('name the module and its version as its manifest does, and say what it has', async () => {
    const members = await at.w.bridge.members();
    expect(members).to.include({
      version: manifest.version,
      modname: manifest.name,
      description: manifest.description,
    });
    const flags = Object.entries(members['info'] as object).filter(([, on]) => on);
    expect(flags.map(([name]) => name)).to.have.members(['haveadmin', 'haveuser', 'needauth', 'isobserver', 'extras_menu']); // prettier-ignore
    const [[name, setting]] = Object.entries(members['configuration'] as object) as [[string, object]];
    expect(name).to.equal(Object.keys(SHOWN)[0]);
    expect(setting).to.include({ type: 'check', value: '', default: '' });
    expect(members['methods']).to.have.members(['install', 'activate', 'upgrade', 'uninstall', 'beforeContactAdd']); // prettier-ignore
  });

  it('keep everything when the module is switched on, brought up to date and taken out, and say so', async () => {
    await at.w.bridge.configure({ origin: 'http://127.0.0.1:1' });
    const before = await at.w.knex('mod_liaison_panel_logins').select();
    for (const method of ['install', 'activate'])
      expect((await at.w.bridge.method(method)).json).to.deep.equal({ result: true, said: ['info: Liaison is active. Its pages for staff are under Extras.'] }); // prettier-ignore
    expect((await at.w.bridge.method('upgrade', '0.0.9')).json).to.deep.equal({ result: true, said: [] });
    const { result, said } = await at.w.bridge.method('uninstall');
    expect([result, said[0]?.includes('Nothing was deleted')]).to.deep.equal([true, true]);
    await at.w.bridge.configure(undefined);
    expect((await at.w.bridge.method('activate')).said[0]).to.contain('“liaison install”');
    expect(await at.w.knex('mod_liaison_panel_logins').select()).to.deep.equal(before);
  });

  it('print nothing unescaped', () => {
    const printed = [...textOf('templates/page.php').matchAll(/<\?= (.*?) \?>/g)].map(([, what]) => what);
    expect(printed).to.have.length.above(5);
    for (const what of printed)
      expect(what).to.match(/^Text::html\(\$\w+\)$|^\$language === 'ar' \? 'rtl' : 'ltr'$/);
  });
});
