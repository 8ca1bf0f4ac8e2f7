// The files that go into WHMCS: what holds for every bridge, what they cost a page, and how they name themselves.
import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import { whmcsKind } from '../../../module/panels/whmcs/installation.js';
import { bridgeOf, fileRules, LANGUAGE_FILES } from '../file-rules.js';
import { standInPanel } from './stand-in-panel.js';

const { php, textOf } = bridgeOf(whmcsKind);
const LOCALES = { english: /^en_[A-Z]{2}$/, dutch: /^nl_[A-Z]{2}$/, arabic: /^ar_[A-Z]{2}$/ };

describe('The bridge’s files', () => {
  const at = standInPanel();

  it('are found', () => expect(php.length).to.be.above(25));

  const { wordsIn } = fileRules({
    kind: whmcsKind,
    at,
    readWords: `define('WHMCS', true); include "$argv[1]/lang/$argv[2].php"; $words = $_ADDONLANG;`,
    isWords: /\/(lang|words)\//,
    putTogether: ['answers', 'otherSecret', 'silent'].map((state) => `staff.${state}`),
  });

  it('state the locale of each language', () => {
    expect(LANGUAGE_FILES).to.have.members(Object.keys(LOCALES));
    for (const [file, locale] of Object.entries(LOCALES))
      expect(wordsIn(file)['locale'], file).to.match(locale);
  });

  it('hook into the panel with one function each, at the price of one class', async () => {
    const { hooks, classes } = await at.panel.included({ era: 8 });
    expect(classes).to.deep.equal(['Liaison\\Bridge\\PageHooks']);
    expect(new Set(Object.values(hooks))).to.deep.equal(new Set([1]));
    expect(Object.keys(hooks).filter((name) => !name.startsWith('ClientAreaPage'))).to.have.members([
      'ClientAreaPrimaryNavbar', 'ClientAreaSecondarySidebar', 'AdminAreaClientSummaryActionLinks', 'ContactDetailsValidation',
      'ClientDetailsValidation', 'ContactDelete', 'PreDeleteClient', 'AfterClientMerge', 'TicketOpenValidation', 'TicketPiping',
      'PreEmailSendReduceRecipients',
    ]); // prettier-ignore
    expect(Object.keys(hooks).filter((name) => name.startsWith('ClientAreaPage'))).to.have.length(15);
  });

  it('name the module and its version as its manifest does', async () => {
    const { result } = await at.panel.call('config', { era: 8 });
    expect(result).to.include({
      name: manifest.name,
      version: manifest.version,
      description: manifest.description,
    });
    expect(JSON.parse(textOf('whmcs.json'))).to.include({ type: 'whmcs-addons', name: manifest.id, license: manifest.license }); // prettier-ignore
  });

  it('print nothing unescaped', () => {
    const template = textOf('templates/message.tpl');
    const printed = [...template.matchAll(/\{\$[^}]*\}/g)].map(([tag]) => tag);
    expect(printed).to.deep.equal(["{$liaisonHeading|escape:'html'}", "{$liaisonText|escape:'html'}"]);
  });
});
