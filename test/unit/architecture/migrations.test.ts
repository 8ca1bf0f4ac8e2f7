// D1 and safety.md §6: what a migration may be.
import { expect } from 'chai';
import { migrations } from '../../../migrations/index.js';
import { manifest } from '../../../module/manifest.js';
import { OWN_TABLES, table } from '../../../module/support/tables.js';

const creations = migrations.flatMap(({ up }) => /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(up)?.[1] ?? []);

describe('migrations', () => {
  it('have names of one form, unique, in the order in which they run', () => {
    const names = migrations.map(({ name }) => name);
    for (const name of names) expect(name).to.match(/^\d{4}-\d{2}-\d{2}-[a-z-]+$/);
    expect(names).to.deep.equal([...new Set(names)].toSorted());
  });

  it('go up and down, one statement each', () => {
    for (const { name, up, down } of migrations) {
      expect(up.trim(), name).to.not.equal('');
      expect(down.trim(), name).to.not.equal('');
      for (const statement of [up, down]) expect(statement.replace(/'[^']*'/g, ''), name).to.not.contain(';');
    }
  });

  it('take away exactly what they created', () => {
    for (const { name, up, down } of migrations) {
      const created = /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(up)?.[1];
      if (created) expect(down, name).to.equal(`DROP TABLE IF EXISTS ${created}`);
    }
  });

  it('create the tables that the code knows, and no other', () => {
    expect(creations).to.have.members(OWN_TABLES.map(table));
    expect(creations).to.have.length(OWN_TABLES.length);
    expect(creations.filter((name) => !name.startsWith(manifest.tablePrefix))).to.deep.equal([]);
  });

  it('make InnoDB tables in utf8mb4 with a primary key, as on every server alike', () => {
    for (const { name, up } of migrations) {
      if (!up.startsWith('CREATE TABLE')) continue;
      expect(up, name).to.contain('ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci');
      expect(up, name).to.match(/\bPRIMARY KEY \(/);
      // MySQL 5.7 and MariaDB 10.2 differ in these, or have them not.
      expect(up, name).to.not.match(/\b(JSON|ENUM|UUID|CHECK|GENERATED|BOOLEAN)\b(?![^']*'[,\n])/);
    }
  });

  it('name their keys after the table and the columns', () => {
    for (const { up } of migrations)
      for (const [, unique, key = ''] of up.matchAll(/^\s*(UNIQUE )?KEY (\w+)/gm)) {
        const created = /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(up)?.[1];
        expect(key).to.match(new RegExp(`^${created}_[a-z_]+_${unique ? 'unique' : 'index'}$`));
      }
  });
});
