// Every form in which WHMCS may keep permissions (hosts.md §1.3). What cannot be read grants nothing.
import { expect } from 'chai';
import { permissionsOf } from '../../../../module/panels/whmcs/permission-text.js';

const granted = (stored: string | null): string => [...permissionsOf(stored)].toSorted().join(' ');

const BOTH = 'contacts.manage profile.edit';

describe('P7 the permissions a WHMCS login holds', () => {
  const FORMS: Record<string, [stored: string, expected: string]> = {
    'a comma list': ['profile,contacts,products', BOTH],
    'a comma list with spaces': [' profile , contacts ', BOTH],
    'one key': ['contacts', 'contacts.manage'],
    'a JSON array': ['["contacts","invoices","profile"]', BOTH],
    'a JSON object of flags': ['{"contacts":true,"profile":1,"tickets":true}', BOTH],
    'a JSON object of flags as texts': ['{"contacts":"1","profile":"on"}', BOTH],
    'a PHP list': ['a:2:{i:0;s:8:"contacts";i:1;s:7:"profile";}', BOTH],
    'PHP flags': ['a:2:{s:8:"contacts";b:1;s:7:"profile";i:1;}', BOTH],
    'PHP flags as texts': ['a:2:{s:8:"contacts";s:1:"1";s:7:"profile";s:2:"on";}', BOTH],
  };
  for (const [what, [stored, expected]] of Object.entries(FORMS)) {
    it(`are read from ${what}`, () => expect(granted(stored)).to.equal(expected));
  }

  it('are none where nothing is stored', () => {
    for (const stored of [null, '', '  ', '[]', '{}', 'a:0:{}', 'null'])
      expect(granted(stored), String(stored)).to.equal('');
  });

  it('are off where the flag says so', () => {
    expect(granted('{"contacts":false,"profile":0}')).to.equal('');
    expect(granted('{"contacts":"0","profile":"","x":null}')).to.equal('');
    expect(granted('{"contacts":"yes","profile":2}')).to.equal('');
    expect(granted('a:2:{s:8:"contacts";b:0;s:7:"profile";i:0;}')).to.equal('');
    expect(granted('a:1:{s:8:"contacts";s:1:"0";}')).to.equal('');
  });

  it('are only those that are one of ours', () => {
    expect(granted('invoices,tickets,domains,managedomains,orders')).to.equal('');
    expect(granted('constructor,__proto__,toString,hasOwnProperty')).to.equal('');
    expect(granted('{"__proto__":{"contacts":true}}')).to.equal('');
    expect(granted('CONTACTS,contacts.manage,profile.edit,contact')).to.equal('');
  });

  it('are none where the text cannot be read', () => {
    for (const stored of [
      '[',
      '["contacts"',
      '{"contacts":true',
      '[["contacts"]]',
      '[{"contacts":1}]',
      '{"x":["contacts"]}',
      'contacts;profile',
      'contacts profile',
      'O:8:"stdClass":1:{s:8:"contacts";b:1;}',
      'a:1:{s:8:"contacts";',
      's:8:"contacts";',
      '"contacts"',
      '1',
    ])
      expect(granted(stored), stored).to.equal('');
  });
});
