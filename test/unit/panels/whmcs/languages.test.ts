import { expect } from 'chai';
import { languageOf } from '../../../../module/panels/whmcs/languages.js';

const NAMES =
  'arabic azerbaijani catalan chinese croatian czech danish dutch english estonian farsi french german hebrew ' +
  'hungarian italian macedonian norwegian portuguese-br portuguese-pt romanian russian spanish swedish turkish ukranian';

describe('the languages of WHMCS', () => {
  it('all have a BCP 47 code that Intl knows', () => {
    for (const name of NAMES.split(' ')) {
      const code = languageOf(name);
      expect(code, name).to.match(/^[a-z]{2}(-[A-Z]{2})?$/);
      expect(Intl.getCanonicalLocales(code)).to.deep.equal([code]);
      expect(Intl.DisplayNames.supportedLocalesOf(code), name).to.deep.equal([code]);
    }
  });

  it('are known whatever the case, also under WHMCS’s own spelling', () => {
    expect(languageOf('English')).to.equal('en');
    expect(languageOf(' DUTCH ')).to.equal('nl');
    expect(languageOf('ukranian')).to.equal('uk');
    expect(languageOf('ukrainian')).to.equal('uk');
  });

  it('are the first known of several: an empty one is "as the system"', () => {
    expect(languageOf('', null, undefined, 'dutch', 'english')).to.equal('nl');
    expect(languageOf('klingon', 'dutch')).to.equal('nl');
  });

  it('are unknown when no name is known', () => {
    for (const name of ['', 'klingon', 'en', null, undefined, '../english'])
      expect(languageOf(name), String(name)).to.equal(undefined);
    expect(languageOf()).to.equal(undefined);
  });
});
