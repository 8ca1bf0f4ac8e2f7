// The OpenAPI document and the docs page: valid, complete, and true about what is answered.
import { Validator } from '@seriousme/openapi-schema-validator';
import { load } from 'cheerio';
import { expect } from 'chai';
import request from 'supertest';
import { apiClient } from '../../support/api-client.js';
import { world } from '../../support/fixture.js';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
}

describe('The OpenAPI document', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  let document: Document;

  before(async () => {
    const answer = await request(w.express)
      .get('/api/v1/openapi.json')
      .buffer(true)
      .parse((res, done) => {
        let text = '';
        res.on('data', (part: Buffer) => (text += part.toString()));
        res.on('end', () => done(null, JSON.parse(text)));
      });
    expect(answer.status).to.equal(200);
    document = answer.body as Document;
  });

  it('is valid 3.1, for anybody to fetch', async () => {
    expect(document.openapi).to.equal('3.1.0');
    const result = await new Validator().validate(document as unknown as Record<string, unknown>);
    expect(result.errors, JSON.stringify(result.errors)).to.equal(undefined);
    expect(result.valid).to.equal(true);
  });

  it('names every endpoint that is served, and no other', () => {
    const said = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        (method) => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const served = w.built.registry.routes.flatMap(({ method, path, access }) =>
      'key' in access ? [`${method} ${path}`] : [],
    );
    expect(said.toSorted()).to.deep.equal(served.toSorted());
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('says of an answer what is in it: no key more, no key less', async () => {
    const schemas = (
      document as unknown as { components: { schemas: Record<string, { properties: object }> } }
    ).components.schemas;
    const keysOf = (name: string) => Object.keys(schemas[name]?.properties ?? {}).toSorted();
    const contact = (await client.get('/contacts/0')).body;
    expect(Object.keys(contact).toSorted()).to.deep.equal(keysOf('Contact'));
    const [role] = (await client.get('/primary-roles')).body['primaryRoles'] as object[];
    expect(Object.keys(role as object).toSorted()).to.deep.equal(keysOf('PrimaryRole'));
    const problem = (await client.get('/contacts/424242')).body;
    expect(Object.keys(problem).toSorted()).to.deep.equal(keysOf('Problem'));
  });

  it('lists the 240 countries with their dial codes, and the 59 states', async () => {
    interface Country {
      code: string;
      dialCode: string | null;
      states: unknown[];
    }
    const countries = (await client.get('/countries')).body['countries'] as Country[];
    expect(countries.filter(({ dialCode }) => dialCode !== null)).to.have.length(240);
    expect(countries.find(({ code }) => code === 'US')?.states).to.have.length(59);
    expect(countries.find(({ code }) => code === 'AG')?.dialCode).to.equal('+1-268');
  });

  it('has a readable page without anything from elsewhere', async () => {
    const { status, text, headers } = await request(w.express).get('/api/v1/docs');
    expect(status).to.equal(200);
    const $ = load(text);
    expect($('details').length).to.be.greaterThan(8);
    expect($('pre').first().text()).to.contain('curl ');
    expect($('#patchContactsContactId').text()).to.contain('If-Match').and.to.contain('firstName');
    const addresses = $('[src], link[href]')
      .map((_i, el) => $(el).attr('src') ?? $(el).attr('href'))
      .get();
    for (const address of addresses) expect(address).to.match(/^(\/assets\/|data:)/);
    expect(headers['content-security-policy']).to.contain("default-src 'none'");
  });
});
