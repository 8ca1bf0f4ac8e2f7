import { expect } from 'chai';
import { sameServerWarning, type HostedName } from '../../../module/contacts/same-server.js';

const HOSTED: HostedName[] = [
  { name: 'corp.example', service: 'Business hosting' },
  { name: 'registered.example', service: undefined },
  { name: 'both.example', service: undefined },
  { name: 'both.example', service: 'VPS M' },
  { name: 'münchen.example', service: 'Hosting S' },
];

const service = (domain: string, name: string) => ({
  key: 'contacts:sameServer.service',
  params: { domain, service: name },
});

describe('C9 the same-server warning', () => {
  it('names the service that takes the address down', () => {
    expect(sameServerWarning('ann@corp.example', HOSTED)).to.deep.equal(
      service('corp.example', 'Business hosting'),
    );
    expect(sameServerWarning('ann@CORP.Example', HOSTED)).to.deep.equal(
      service('corp.example', 'Business hosting'),
    );
  });

  it('counts a subdomain as its domain', () => {
    expect(sameServerWarning('ann@mail.corp.example', HOSTED)).to.deep.equal(
      service('mail.corp.example', 'Business hosting'),
    );
  });

  it('names a domain that is only registered here', () => {
    const warning = { key: 'contacts:sameServer.domain', params: { domain: 'registered.example' } };
    expect(sameServerWarning('ann@registered.example', HOSTED)).to.deep.equal(warning);
  });

  it('prefers the service where a domain is both', () => {
    expect(sameServerWarning('ann@both.example', HOSTED)).to.deep.equal(service('both.example', 'VPS M'));
  });

  it('knows an international domain in both spellings, and shows the readable one', () => {
    for (const email of ['ann@münchen.example', 'ann@xn--mnchen-3ya.example'])
      expect(sameServerWarning(email, HOSTED), email).to.deep.equal(service('münchen.example', 'Hosting S'));
    const stored = [{ name: 'xn--mnchen-3ya.example', service: 'Hosting S' }];
    expect(sameServerWarning('ann@münchen.example', stored)).to.deep.equal(
      service('münchen.example', 'Hosting S'),
    );
  });

  it('says nothing about other domains, also when one ends like the other', () => {
    for (const email of ['ann@example', 'ann@notcorp.example', 'ann@corp.example.org', 'ann@example.org'])
      expect(sameServerWarning(email, HOSTED), email).to.equal(undefined);
  });

  it('says nothing about what is no address', () => {
    for (const email of ['', 'corp.example', 'ann@'])
      expect(sameServerWarning(email, [...HOSTED, { name: '', service: 'x' }]), email).to.equal(undefined);
    expect(sameServerWarning('ann@corp.example', [])).to.equal(undefined);
  });
});
