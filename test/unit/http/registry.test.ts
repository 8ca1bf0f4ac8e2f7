// Check 1: a route that says neither who may open it nor why it is open stops the boot.
import { expect } from 'chai';
import { page, type PageSpec } from '../../../module/http/page.js';
import { RouteRegistry, type RegisteredRoute } from '../../../module/http/registry.js';
import type { Requirement } from '../../../module/permissions/decide.js';

const route = (changes: Partial<RegisteredRoute> = {}): RegisteredRoute => ({
  method: 'GET',
  path: '/contacts',
  access: { permission: 'contacts.manage' },
  ...changes,
});

describe('check 1: the registry of routes', () => {
  it('keeps what each route asks for, in order', () => {
    const registry = new RouteRegistry();
    const open = route({ path: '/live', access: { public: 'asked by a supervisor' } });
    for (const one of [route(), route({ method: 'POST' }), open]) registry.add(one);
    expect(registry.routes).to.deep.equal([route(), route({ method: 'POST' }), open]);
  });

  it('refuses a route without a permission and without a reason', () => {
    for (const access of [{}, { permission: '' }, { public: '' }, { permission: undefined, public: '' }]) {
      const registry = new RouteRegistry();
      const add = () => registry.add(route({ access: access as unknown as RegisteredRoute['access'] }));
      expect(add, JSON.stringify(access)).to.throw('GET /contacts has no permission and no reason');
      expect(registry.routes).to.deep.equal([]);
    }
  });

  it('refuses the same method and path twice', () => {
    const registry = new RouteRegistry();
    registry.add(route());
    expect(() => registry.add(route({ access: { public: 'no' } }))).to.throw(
      'GET /contacts is registered twice',
    );
    expect(registry.routes).to.deep.equal([route()]);
  });
});

describe('check 1: the declaration of a page', () => {
  const spec: PageSpec<string, never> = {
    path: '/contacts',
    permission: 'contacts.manage',
    view: 'client/contacts/list',
    load: () => Promise.resolve('model'),
    locals: () => ({ title: 'Contacts' }),
  };

  it('is given back as it is', () => expect(page(spec)).to.equal(spec));

  it('throws without a permission', () => {
    expect(() => page({ ...spec, permission: '' as Requirement })).to.throw('/contacts has no permission');
  });

  it('throws without a view', () => {
    expect(() => page({ ...spec, view: '' })).to.throw('/contacts has no view');
  });
});
