// The plan of an installation, from facts alone.
import { expect } from 'chai';
import * as fc from 'fast-check';
import { planInstall, type Facts, type Present, type Step } from '../../../module/install/plan.js';
import { planLines } from '../../../module/install/plan-text.js';
import { planRemoval } from '../../../module/install/removal.js';
import { readRecord, sha256 } from '../../../module/install/record.js';
import { readEnvironment } from '../../../module/install/env-file.js';
import { stateFolder } from '../../../module/install/state-folder.js';

const OWNER = { uid: 33, gid: 33 };
const BRIDGE = '/panel/modules/addons/liaison';

/** A disk in memory on which a plan can be carried out, as far as `steps`. */
class Disk {
  readonly there = new Map<string, Present & { content: string }>([
    ['/panel/modules', { sha256: '', mode: 0o755, owner: OWNER, content: '' }],
    ['/panel/modules/addons', { sha256: '', mode: 0o755, owner: OWNER, content: '' }],
  ]);
  statements: string[] = ['CREATE TABLE one', 'CREATE TABLE two'];

  facts(
    version = '1.0.0',
    files = new Map([
      [`${BRIDGE}/hooks.php`, Buffer.from(`hooks of ${version}`)],
      [`${BRIDGE}/lib/one.php`, Buffer.from('one')],
    ]),
  ): Facts {
    const state = stateFolder('/state');
    const text = this.there.get(state.env)?.content;
    const record = this.there.get(state.record)?.content;
    return {
      version,
      state,
      environment: { text, values: readEnvironment(text ?? '') },
      record: record === undefined ? undefined : readRecord(record, state.record),
      panel: { id: 'some', folder: '/panel', database: 'panel' },
      place: {
        bridge: BRIDGE,
        folders: ['/panel/modules', '/panel/modules/addons', BRIDGE, `${BRIDGE}/lib`],
        files,
        folderOwner: OWNER,
        owner: OWNER,
        config: { mode: 0o600, owner: OWNER },
      },
      wanted: {
        DATABASE_URL: 'mysql://u:hidden@h/panel',
        LIAISON_URL: 'https://p.example/liaison',
        HOST: '127.0.0.1',
        PORT: '8080',
      },
      fresh: {
        LIAISON_SECRET: sha256(String(Math.random())),
        LIAISON_SESSION_SECRET: sha256(String(Math.random())),
      },
      menu: [{ area: 'client', label: "it's", path: '/x', permission: 'p' }],
      statements: this.statements,
      service: { command: ['/usr/bin/node', '/opt/liaison/cli.js'], folder: '/opt/liaison', machine: true },
      present: (file) => this.there.get(file),
    };
  }

  run(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.kind === 'folder')
        this.put(step.path, '', step.mode, step.side === 'panel' ? OWNER : { uid: 0, gid: 0 }, '');
      if (step.kind === 'file' || step.kind === 'mode')
        this.put(
          step.path,
          sha256(step.content),
          step.mode,
          step.owner ?? { uid: 0, gid: 0 },
          step.content.toString(),
        );
      if (step.kind === 'remove') this.there.delete(step.path);
      if (step.kind === 'statement') this.statements = this.statements.filter((sql) => sql !== step.sql);
    }
  }

  put(path: string, hash: string, mode: number, owner: typeof OWNER, content: string): void {
    this.there.set(path, { sha256: hash, mode, owner, content });
  }

  neutral(): string {
    return JSON.stringify([...this.there].toSorted(([one], [other]) => (one < other ? -1 : 1))).replace(
      /[0-9a-f]{64}/g,
      'RANDOM',
    );
  }
}

const kindsOf = (steps: readonly Step[]): string[] =>
  steps.map((step) => ('path' in step ? `${step.kind} ${step.path}` : step.kind));

describe('the plan of an installation', () => {
  it('has secrets first, then the record, our tables, the bridge and its configuration', () => {
    expect(kindsOf(planInstall(new Disk().facts()).steps)).to.deep.equal([
      'folder /state', 'secret', 'secret', 'file /state/liaison.env', 'file /state/installed.json', 'statement', 'statement',
      `folder ${BRIDGE}`, `folder ${BRIDGE}/lib`, `file ${BRIDGE}/hooks.php`, `file ${BRIDGE}/lib/one.php`, `file ${BRIDGE}/liaison.config.php`,
      'file /state/liaison.service',
    ]); // prettier-ignore
  });

  it('carried out, leaves nothing to do', () => {
    const disk = new Disk();
    disk.run(planInstall(disk.facts()).steps);
    expect(planInstall(disk.facts()).steps).to.deep.equal([]);
  });

  it('broken off after any step, and again, ends as if it had not been', () => {
    const clean = new Disk();
    clean.run(planInstall(clean.facts()).steps);
    clean.run(
      planInstall(clean.facts('2.0.0', new Map([[`${BRIDGE}/hooks.php`, Buffer.from('two')]]))).steps,
    );
    fc.assert(
      fc.property(
        fc.array(fc.nat(14), { maxLength: 6 }),
        fc.array(fc.nat(8), { maxLength: 6 }),
        (first, second) => {
          const disk = new Disk();
          for (const steps of first) disk.run(planInstall(disk.facts()).steps.slice(0, steps));
          disk.run(planInstall(disk.facts()).steps);
          const upgrade = () =>
            planInstall(disk.facts('2.0.0', new Map([[`${BRIDGE}/hooks.php`, Buffer.from('two')]]))).steps;
          for (const steps of second) disk.run(upgrade().slice(0, steps));
          disk.run(upgrade());
          expect(upgrade()).to.deep.equal([]);
          expect(disk.neutral()).to.equal(clean.neutral());
        },
      ),
    );
  });

  it('whatever it is broken off at, the record names all that is ours in the panel', () => {
    for (let steps = 0; steps < 14; steps += 1) {
      const disk = new Disk();
      disk.run(planInstall(disk.facts()).steps.slice(0, steps));
      const ours = [...disk.there.keys()].filter((file) => file.startsWith(BRIDGE));
      const { record, present } = disk.facts();
      const removal = planRemoval(
        record ?? { files: {}, folders: [] },
        false,
        present,
        (file) => `${file}.draft`,
      );
      expect(removal.changed).to.deep.equal([]);
      expect([...removal.files, ...removal.folders]).to.have.members(ours);
    }
  });

  it('an upgrade takes out what an earlier version put there, but nothing that somebody changed', () => {
    const disk = new Disk();
    disk.run(planInstall(disk.facts()).steps);
    const next = new Map([[`${BRIDGE}/hooks.php`, Buffer.from('two')]]);
    expect(kindsOf(planInstall(disk.facts('2.0.0', next)).steps)).to.include(`remove ${BRIDGE}/lib/one.php`);
    disk.put(`${BRIDGE}/lib/one.php`, sha256('theirs'), 0o644, OWNER, 'theirs');
    expect(kindsOf(planInstall(disk.facts('2.0.0', next)).steps)).to.not.include(
      `remove ${BRIDGE}/lib/one.php`,
    );
  });

  it('mends a mode or an owner alone', () => {
    const disk = new Disk();
    disk.run(planInstall(disk.facts()).steps);
    const config = disk.there.get(`${BRIDGE}/liaison.config.php`) as Present & { content: string };
    config.mode = 0o644;
    expect(kindsOf(planInstall(disk.facts()).steps)).to.deep.equal([`mode ${BRIDGE}/liaison.config.php`]);
  });

  it('in words holds no secret and no password', () => {
    const facts = new Disk().facts();
    const words = planLines(planInstall(facts).steps, { sql: true }).join('\n');
    for (const secret of [...Object.values(facts.fresh), 'hidden']) expect(words).to.not.contain(secret);
    expect(words).to.contain('sql       CREATE TABLE one;');
  });
});
