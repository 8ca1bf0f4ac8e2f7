import { expect } from 'chai';
import * as fc from 'fast-check';
import { joinStreet, splitStreet } from '../../../module/contacts/address.js';

describe('C6 street and house number', () => {
  it('are joined in the order of the country', () => {
    expect(joinStreet('Kerkstraat', '12 bis', 'NL')).to.equal('Kerkstraat 12 bis');
    expect(joinStreet('Main Street', '12', 'US')).to.equal('12 Main Street');
    expect(joinStreet('Rue de Rivoli', '5', 'FR')).to.equal('5 Rue de Rivoli');
    expect(joinStreet('Kerkstraat', '12', '')).to.equal('Kerkstraat 12');
  });

  it('leave no space where one of them is missing', () => {
    for (const country of ['NL', 'US']) {
      expect(joinStreet('Kerkstraat', '', country)).to.equal('Kerkstraat');
      expect(joinStreet('', '12', country)).to.equal('12');
      expect(joinStreet('', '', country)).to.equal('');
    }
  });

  it('are a whole line again when the panel’s own screen changed it: nothing is guessed', () => {
    const kept = { street: 'Kerkstraat', houseNumber: '12' };
    for (const line of ['Kerkstraat 14', 'Dorpsplein 3', '', 'kerkstraat 12'])
      expect(splitStreet(line, kept), line).to.deep.equal({ street: line, houseNumber: '' });
  });

  it('are never taken from a line of the panel’s that we did not join', () => {
    const none = { street: '', houseNumber: '' };
    expect(splitStreet('12 Main Street', none)).to.deep.equal({ street: '12 Main Street', houseNumber: '' });
  });

  it('come back as they were, in every country, through a panel that trims', () => {
    const part = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
    fc.assert(
      fc.property(
        part,
        part,
        fc.constantFrom('NL', 'US', 'FR', 'DE', 'JP', ''),
        (street, number, country) => {
          const line = joinStreet(street, number, country).trim();
          expect(splitStreet(line, { street, houseNumber: number })).to.deep.equal({
            street,
            houseNumber: number,
          });
        },
      ),
    );
  });

  it('lose no sign of a line, whatever was kept beside it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (line, street, houseNumber) => {
        const split = splitStreet(line, { street, houseNumber });
        const kept = split.street === street && split.houseNumber === houseNumber;
        expect(kept || (split.street === line && split.houseNumber === '')).to.equal(true);
        const signs = [...`${split.street}${split.houseNumber}`.replace(/\s/g, '')].toSorted();
        expect(signs).to.deep.equal([...line.replace(/\s/g, '')].toSorted());
      }),
    );
  });

  it('come back also when the country, and with it the order, was changed elsewhere', () => {
    const kept = { street: 'Main Street', houseNumber: '12' };
    expect(splitStreet('12 Main Street', kept)).to.deep.equal(kept);
    expect(splitStreet('Main Street 12', kept)).to.deep.equal(kept);
  });
});
