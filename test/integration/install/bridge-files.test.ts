// The files of each panel's bridge: where they are put, also outside the bridge's own folder, and that all of them, and
// nothing else, are taken out again.
import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bridgeFiles } from '../../../module/install/bridge-files.js';
import { draftOf, lookAt, panelPlace, takeFile, takeFolder } from '../../../module/install/disk.js';
import { planInstall, type Facts } from '../../../module/install/plan.js';
import { planRemoval } from '../../../module/install/removal.js';
import { readRecord } from '../../../module/install/record.js';
import { runSteps } from '../../../module/install/run-steps.js';
import { stateFolder } from '../../../module/install/state-folder.js';
import { textOf } from '../../../module/install/disk.js';
import { PANEL_KINDS } from '../../../module/panels/panel-kinds.js';
import type { PanelInstallation, PanelKind } from '../../../module/panels/installation.js';

const HOOK = 'includes/extend/hooks/after_clientdelete_50.php';
const SHARED = 'lib/Token.php';

describe('The bridge’s files', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'liaison-bridge-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const hostbill = PANEL_KINDS.find(({ panelId }) => panelId === 'hostbill') as PanelKind;
  const treeOf = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted(); // prettier-ignore

  function panelIn(kind: PanelKind): PanelInstallation {
    const folder = path.join(root, 'panel');
    const configFile = path.join(folder, kind.configFile);
    mkdirSync(path.dirname(configFile), { recursive: true });
    writeFileSync(configFile, '<?php // the panel');
    return { folder, configFile, bridgeFolder: kind.bridgeFolder, bridgeParts: kind.bridgeParts } as PanelInstallation; // prettier-ignore
  }

  function factsOf(installation: PanelInstallation): Facts {
    const state = stateFolder(path.join(root, 'state'));
    const record = textOf(state.record);
    return {
      version: '1.0.0',
      state,
      environment: { text: undefined, values: {} },
      record: record === undefined ? undefined : readRecord(record, state.record),
      panel: { id: 'one', folder: installation.folder, database: 'panel' },
      place: panelPlace(installation, bridgeFiles(installation)),
      wanted: { DATABASE_URL: 'mysql://u@h/panel', LIAISON_URL: 'https://p.example/liaison', HOST: '127.0.0.1', PORT: '8080' }, // prettier-ignore
      fresh: { LIAISON_SECRET: 'a', LIAISON_SESSION_SECRET: 'b' },
      menu: [],
      statements: [],
      service: { command: ['node', 'cli.js'], folder: '/opt/liaison', machine: false },
      present: lookAt,
    };
  }

  async function put(installation: PanelInstallation): Promise<void> {
    const { steps } = planInstall(factsOf(installation));
    await runSteps(steps, { migrate: () => Promise.resolve(), folderOwner: undefined });
  }

  function takeOut(): { changed: string[] } {
    const { record } = stateFolder(path.join(root, 'state'));
    const removal = planRemoval(readRecord(textOf(record) ?? '', record), false, lookAt, draftOf);
    for (const file of removal.files) takeFile(file, undefined);
    for (const folder of removal.folders) takeFolder(folder, undefined);
    return removal;
  }

  for (const kind of PANEL_KINDS)
    it(`of ${kind.name} hold what all bridges share, and go without a trace`, async () => {
      const installation = panelIn(kind);
      const before = treeOf(installation.folder);
      await put(installation);
      const there = treeOf(installation.folder);
      expect(there).to.include(path.join(kind.bridgeFolder, SHARED));
      for (const file of bridgeFiles(installation).keys()) expect(lookAt(file), file).to.not.equal(undefined);
      expect(takeOut().changed).to.deep.equal([]);
      expect(treeOf(installation.folder)).to.deep.equal(before);
    });

  it('outside its folder are recorded, too: the provider’s own hooks beside them stay', async () => {
    const installation = panelIn(hostbill);
    const own = path.join(installation.folder, 'includes/extend/hooks/after_clientdelete_10.php');
    mkdirSync(path.dirname(own), { recursive: true });
    writeFileSync(own, '<?php // the provider’s own');
    await put(installation);
    const record = readRecord(textOf(path.join(root, 'state/installed.json')) ?? '', '');
    expect(Object.keys(record.files)).to.include(path.join(installation.folder, HOOK));
    takeOut();
    expect(readdirSync(path.dirname(own))).to.deep.equal(['after_clientdelete_10.php']);
  });

  it('that somebody changed stay, a hook file as well', async () => {
    const installation = panelIn(hostbill);
    await put(installation);
    const hook = path.join(installation.folder, HOOK);
    writeFileSync(hook, '<?php // changed');
    expect(takeOut().changed).to.deep.equal([hook]);
    expect(textOf(hook)).to.equal('<?php // changed');
  });

  it('a hook file comes after all that it calls, and goes before it', async () => {
    const files = [...bridgeFiles(panelIn(hostbill)).keys()];
    expect(files.at(-1)).to.match(new RegExp(`${HOOK}$`));
    await put(panelIn(hostbill));
    const { record } = stateFolder(path.join(root, 'state'));
    const out = planRemoval(readRecord(textOf(record) ?? '', record), false, lookAt, draftOf).files;
    expect(out.slice(0, 2).map((file) => path.basename(file))).to.deep.equal(['liaison.config.php', path.basename(HOOK)]); // prettier-ignore
  });

  it('two for one place are refused', () => {
    const twice = { bridge: 'x', 'whmcs/bridge': 'x', 'hostbill/bridge': 'x' };
    expect(() => bridgeFiles({ folder: '/p', bridgeParts: twice })).to.throw(
      /^Two files of this package belong at \/p\/x\//,
    );
    expect(() => bridgeFiles({ folder: '/p', bridgeParts: { 'none/bridge': 'x' } })).to.throw(
      /holds no bridge/,
    );
  });
});
