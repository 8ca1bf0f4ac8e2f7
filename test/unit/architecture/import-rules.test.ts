// Who may import whom (docs: architecture.md §2). A list here is the whole permission: each line has its reason.
import { expect } from 'chai';
import { CODE, codeOf, importsOf, textOf, type Import } from './sources.js';

const graph = new Map(CODE.map((file) => [file, importsOf(file)]));

/** Files with an import that `wanted` says yes to. */
const importersOf = (wanted: (one: Import, file: string) => boolean): string[] =>
  [...graph].filter(([file, imports]) => imports.some((one) => wanted(one, file))).map(([file]) => file);

const unlisted = (files: string[], listed: readonly RegExp[]): string[] =>
  files.filter((file) => !listed.some((pattern) => pattern.test(file)));

/** Lines of the list that no file needs any more. */
const unneeded = (files: string[], listed: readonly RegExp[]): string[] =>
  listed.filter((pattern) => !files.some((file) => pattern.test(file))).map(String);

const KNEX = [
  /store\.ts$/, // the queries of a feature
  /^module\/support\/(client-lock|database|migrator|rate-limit)\.ts$/, // connections, transactions, migrations, limits
  /^module\/panels\/panel\.ts$/, // a list of contacts is handed over as a query
  /^module\/panels\/[a-z]+\//, // the panel's own tables
  // services hand their pool to withClientLock; seed-client makes a client's first rows in a transaction of their own
  /^module\/[a-z-]+\/(service|seed-client)\.ts$/,
  /^module\/sub-accounts\/accepting\.ts$/, // a service: looks before it locks
  /^module\/outbox\/worker\.ts$/, // hands its pool to its store
  /^module\/sign-in\/hand-over\.ts$/, // uses a token up: should be a store
  /^module\/composition\//, // hands the pool on
  /^module\/(module|module-options|doctor|health)\.ts$/, // composition and checks of the database itself
  /^module\/demo\/demo-database\.ts$/, // makes the demo's database
];

const EXPRESS = [
  /^module\/http\//,
  /^module\/api\/(api-router|api-server|authenticate|problems)\.ts$/, // serves declared endpoints
  /^module\/bridge\/bridge-router\.ts$/, // serves declared hooks
  /\broutes\.ts$/,
  /^module\/sign-in\/passport\.ts$/, // Passport is Express middleware
  /^module\/(module|module-options|server|health)\.ts$/, // routers are put together here
  /^module\/demo\/pages\.ts$/,
];

describe('imports', () => {
  it('are found at all, and lead to files that exist', () => {
    expect(CODE.length).to.be.above(80);
    expect([...graph.values()].flat().length).to.be.above(300);
    const lost = [...graph].flatMap(([file, imports]) =>
      imports.filter((one) => one.file && !graph.has(one.file)).map(({ from }) => `${file} → ${from}`),
    );
    expect(lost).to.deep.equal([]);
  });

  it('are written so that this test sees them', () => {
    for (const file of CODE) {
      const froms = codeOf(file).match(/(?<=\bfrom\s+|\bimport\(|^import\s+)'[^']+'/gm) ?? [];
      expect(
        importsOf(file).map(({ from }) => `'${from}'`),
        file,
      ).to.have.members(froms);
    }
  });

  it('of Knex stand only where queries are', () => {
    const importers = importersOf(({ from }) => from === 'knex');
    expect(unlisted(importers, KNEX)).to.deep.equal([]);
    expect(unneeded(importers, KNEX)).to.deep.equal([]);
  });

  it('of Knex itself, not of its types, stand in one file: nothing else opens a pool', () => {
    const importers = importersOf(({ from, typeOnly }) => from === 'knex' && !typeOnly);
    expect(importers).to.deep.equal(['module/support/database.ts']);
    expect(importersOf(({ from }) => from.startsWith('mysql2'))).to.deep.equal([
      'module/demo/private-database.ts',
    ]);
  });

  it('of Express stand only at the edge', () => {
    const importers = importersOf(({ from }) => /^express(-|$)/.test(from));
    expect(unlisted(importers, EXPRESS)).to.deep.equal([]);
    expect(unneeded(importers, EXPRESS)).to.deep.equal([]);
  });

  it('go in no circle', () => {
    expect(circles()).to.deep.equal([]);
  });

  it('of a concrete panel stand only in panels/ and the demo', () => {
    const importers = importersOf((one) => /^module\/panels\/[a-z]+\//.test(one.file ?? ''));
    expect(unlisted(importers, [/^module\/panels\//, /^module\/demo\//])).to.deep.equal([]);
  });

  it('of the demo and of sample data stand in nothing that serves', () => {
    const demo = importersOf(
      (one, file) => (one.file ?? '').startsWith('module/demo/') && !file.startsWith('module/demo/'),
    );
    expect(demo).to.deep.equal(['module/cli.ts']);
    expect(codeOf('module/cli.ts')).to.not.match(/^import .*demo/m);
    const sample = importersOf((one) => /\/sample\//.test(one.file ?? ''));
    expect(unlisted(sample, [/\/sample\//, /^module\/demo\//])).to.deep.equal([]);
  });

  it('of one feature by another are types: services are handed in', () => {
    const NO_FEATURES = [
      'api',
      'composition',
      'demo',
      'http',
      'panels',
      'permissions',
      'reference',
      'support',
    ];
    const feature = (file: string): string | undefined => {
      const [, folder = '', inside] = file.split('/');
      return inside === undefined || NO_FEATURES.includes(folder) ? undefined : folder;
    };
    // Pure rules of a noun that everybody names, and the form in which every feature writes its mails.
    const nouns = [
      'contacts/contact',
      'contacts/contact-id',
      'contacts/address',
      'contacts/email',
      // The form in which two addresses may be compared.
      'contacts/address-key',
      // What the panel's own forms may not change either.
      'contacts/locks',
      'contacts/phone',
      // Choosing somebody, wherever one is chosen.
      'contacts/picker',
      'contacts/pages/picker',
      'contacts/same-server',
      'roles/role',
      'roles/pages/role-card',
      'request-aliases/request-alias',
      // What a notice is called, and recipients before and after a change, in every preview.
      'notices/notice',
      // Who gets it, for the panel's own mailer too.
      'notices/recipients',
      'notices/what-if',
      'notices/preference',
      // Email preferences beside a contact, in the API and its versions.
      'notices/preference-resource',
      'notices/preview',
      'notices/client-facts',
      // C8, wherever somebody could be the last one.
      'notices/domain-mail',
      'notices/special-recipients',
      'notices/received',
      'notices/account-reach',
      'notices/pages/changes',
      'notices/pages/people',
      'notices/pages/coverage-badge',
      'company/field-rule',
      'outbox/letter',
      // What the log keeps of a change, how a line of it reads, and what the fields are called that it names.
      'audit/changes',
      'audit/pages/line',
      'contacts/pages/labels',
      'company/pages/labels',
      'api-keys/pages/labels',
      // How the state of a login is shown, on lists and cards alike.
      'sub-accounts/pages/login-badge',
      'ceilings/pages/labels',
      'presets/pages/labels',
      'notices/pages/admin-labels',
      'markets/pages/labels',
      'request-aliases/pages/labels',
      'billing-accounts/pages/labels',
    ].map((name) => `module/${name}.ts`);
    const crossing = importersOf((one, file) => {
      if (one.file === undefined || nouns.includes(one.file)) return false;
      const [from, to] = [feature(file), feature(one.file)];
      return !one.typeOnly && from !== undefined && to !== undefined && from !== to;
    });
    expect(crossing).to.deep.equal([]);
  });

  it('of support/ lead to nothing above it', () => {
    const above = importersOf(
      (one, file) =>
        file.startsWith('module/support/') &&
        !/^module\/(support\/|manifest)/.test(one.file ?? 'module/support/'),
    );
    // The list of migrations, and the actor's id in the key of a click: should be handed in.
    expect(above).to.deep.equal(['module/support/idempotency.ts', 'module/support/migrator.ts']);
  });

  it('of module.ts, but for its types, stand only in index.ts', () => {
    const importers = importersOf((one) => one.file === 'module/module.ts' && !one.typeOnly);
    expect(importers).to.deep.equal(['module/index.ts']);
  });

  it('of rules, forms and presenters lead to no disk, no network and no database', () => {
    const PURE =
      /^module\/(contacts\/((?!.*store|service|mails|delete-rules|routes)[a-z-]+\.ts|pages\/)|permissions\/(?!authorise)|reference\/)/;
    const pure = CODE.filter((file) => PURE.test(file));
    expect(pure.length).to.be.above(15);
    const doing = pure.filter((file) =>
      importsOf(file).some(
        ({ from, typeOnly }) =>
          !typeOnly &&
          /^node:(?!crypto|url)|^knex|^express|nodemailer|\/(database|client-lock|mail|log)\.js$/.test(from),
      ),
    );
    expect(doing).to.deep.equal([]);
  });
});

describe('the names of panels', () => {
  const PANEL = /whmcs|hostbill|\btbl[a-z]+|\bhb_[a-z]+/i;

  it('stand only in panels/ and the demo', () => {
    const speaking = CODE.filter((file) => PANEL.test(textOf(file)));
    const listed = [
      /^module\/panels\//,
      /^module\/demo\//,
      /^module\/cli\.ts$/, // the demo's option --panel
    ];
    expect(unlisted(speaking, listed)).to.deep.equal([]);
    expect(unneeded(speaking, listed)).to.deep.equal([]);
    expect(textOf('module/panels/panel.ts')).to.not.match(PANEL);
  });
});

/** "a > b > a" for every import that leads back to where it came from, types included. */
function circles(): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (file: string, way: string[]): void => {
    if (state.get(file) === 'open') found.push([...way.slice(way.indexOf(file)), file].join(' > '));
    if (state.has(file)) return;
    state.set(file, 'open');
    for (const one of graph.get(file) ?? []) if (one.file) visit(one.file, [...way, file]);
    state.set(file, 'done');
  };
  for (const file of CODE) visit(file, []);
  return found;
}
