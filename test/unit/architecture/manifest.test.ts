import { expect } from 'chai';
import { z } from 'zod';
import { manifest, manifestSchema } from '../../../module/manifest.js';
import { isPermission } from '../../../module/permissions/catalogue.js';
import { DEFAULT_SETTINGS } from '../../../module/settings/store.js';
import { codeOf, filesIn, textOf } from './sources.js';
import { wordsOf } from './words.js';

const file = JSON.parse(textOf('manifest.json')) as Record<string, unknown>;
const words = wordsOf('en');

describe('the manifest', () => {
  it('is what its schema says, and what the code reads', () => {
    expect(manifestSchema.parse(file)).to.deep.equal(file);
    expect(manifest).to.deep.equal(file);
  });

  it('has a committed schema that is made from the code’s own', () => {
    expect(file['$schema']).to.equal('./module/manifest.schema.json');
    const committed: unknown = JSON.parse(textOf('module/manifest.schema.json'));
    expect(committed).to.deep.equal(JSON.parse(JSON.stringify(z.toJSONSchema(manifestSchema))));
  });

  it('stops the boot when it is wrong', () => {
    for (const [key, value] of [
      ['tablePrefix', 'tbl'],
      ['tablePrefix', 'mod_Liaison_'],
      ['languages', []],
      ['id', 'x'],
      ['extra', 1],
      ['version', '1'],
      ['mounts', { ...manifest.mounts, client: 'client' }],
    ] as const)
      // prettier-ignore
      expect(manifestSchema.safeParse({ ...file, [key]: value }).success, key).to.equal(false);
  });

  it('has the name, version and licence of the package', () => {
    const { name, version, license } = JSON.parse(textOf('package.json')) as Record<string, string>;
    expect(manifest).to.include({ id: name, version, license });
  });

  it('has one setting for each key the code knows, with a default that is allowed and a label', () => {
    const keys = manifest.settings.map(({ key }) => key);
    expect(keys).to.have.members(Object.keys(DEFAULT_SETTINGS));
    expect(new Set(keys).size).to.equal(keys.length);
    const [, declared = ''] = /export interface Settings \{([\s\S]*?)\n\}/.exec(codeOf('module/settings/store.ts')) ?? []; // prettier-ignore
    const inCode = [...declared.matchAll(/^ {2}(\w+):/gm)].map(([, key]) => key as string);
    expect(keys).to.have.members(inCode);
    for (const setting of manifest.settings) {
      expect(words.has(setting.label), setting.label).to.equal(true);
      if (setting.type === 'choice') expect(setting.options, setting.key).to.include(setting.default);
    }
  });

  it('asks in its menu for permissions that exist, and has words for every entry', () => {
    expect(manifest.menu).to.not.have.length(0);
    for (const { area, label, path, permission } of manifest.menu) {
      expect(isPermission(permission) || permission === 'staff', permission).to.equal(true);
      expect(words.has(label), label).to.equal(true);
      expect(path).to.match(/^\/[a-z0-9/-]+$/);
      // A sub-account of the client area has no staff pages, and the provider's pages are for staff alone.
      expect(permission === 'staff', `${area} ${path}`).to.equal(area !== 'client');
    }
  });

  it('has mounts that lie apart', () => {
    const mounts = Object.values(manifest.mounts);
    for (const one of mounts)
      for (const other of mounts)
        if (one !== other) expect(`${one}/`.startsWith(`${other}/`), `${one} ${other}`).to.equal(false);
  });

  it('names the panels that have an adapter', () => {
    const adapters = new Set(filesIn('module/panels', '.ts').map((path) => path.split('/')[2]).filter((name) => !name?.endsWith('.ts'))); // prettier-ignore
    expect(manifest.panels.map(({ id }) => id)).to.have.members([...adapters]);
  });
});
