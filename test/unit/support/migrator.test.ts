// M1: nothing but tables of ours is ever touched by DDL.
import { expect } from 'chai';
import { migrations } from '../../../migrations/index.js';
import { assertOwnTable } from '../../../module/support/migrator.js';

const run = (statement: string) => () => assertOwnTable(statement);

describe('M1 a statement of a migration', () => {
  it('may create, change or drop one table of ours', () => {
    for (const statement of [
      'CREATE TABLE IF NOT EXISTS mod_liaison_x (id INT)',
      'create table if not exists mod_liaison_x\n(id INT)',
      'ALTER TABLE mod_liaison_x ADD COLUMN y INT',
      'DROP TABLE IF EXISTS mod_liaison_x',
      'ALTER TABLE mod_liaison_x ADD FOREIGN KEY (a) REFERENCES mod_liaison_y (a)',
      'ALTER TABLE mod_liaison_x ADD FOREIGN KEY (a) REFERENCES `mod_liaison_y` (a)',
    ])
      expect(run(statement), statement).to.not.throw();
  });

  it('is refused on any other table', () => {
    for (const statement of [
      'CREATE TABLE IF NOT EXISTS tblclients (id INT)',
      'ALTER TABLE tblclients ADD COLUMN x INT',
      'DROP TABLE IF EXISTS tblclients',
      'DROP TABLE IF EXISTS xmod_liaison_x',
      'DROP TABLE IF EXISTS `tblclients`',
      'DROP TABLE IF EXISTS MOD_LIAISON_X',
    ])
      expect(run(statement), statement).to.throw('Not a statement on a table of ours');
  });

  it('is refused when it names a second table, or one of another database', () => {
    for (const statement of [
      'DROP TABLE IF EXISTS mod_liaison_x, tblclients',
      'DROP TABLE IF EXISTS mod_liaison_x; DROP TABLE tblclients',
      'DROP TABLE IF EXISTS mod_liaison_x.tblclients',
      'ALTER TABLE mod_liaison_x.tblclients ADD COLUMN x INT',
      'CREATE TABLE IF NOT EXISTS mod_liaison_x.tblclients (id INT)',
    ])
      expect(run(statement), statement).to.throw('Not a statement on a table of ours');
  });

  it('is refused when it is anything else', () => {
    for (const statement of [
      '',
      'DROP DATABASE panel',
      'DROP TABLE mod_liaison_x',
      'TRUNCATE mod_liaison_x',
      'CREATE TRIGGER mod_liaison_t AFTER DELETE ON tblclients FOR EACH ROW DELETE FROM mod_liaison_x',
      'CREATE VIEW mod_liaison_x AS SELECT * FROM tblclients',
      'RENAME TABLE mod_liaison_x TO tblclients',
      'UPDATE mod_liaison_x SET a = 1',
      '/* x */ DROP TABLE IF EXISTS mod_liaison_x',
      ' DROP TABLE IF EXISTS mod_liaison_x',
    ])
      expect(run(statement), statement).to.throw('Not a statement on a table of ours');
  });

  it('D1 is refused with a foreign key to a table of the panel', () => {
    const create = 'CREATE TABLE IF NOT EXISTS mod_liaison_x (a INT, FOREIGN KEY (a) REFERENCES';
    for (const target of ['tblclients (id))', '`tblclients` (id))', '\n tblclients(id))'])
      expect(run(`${create} ${target}`), target).to.throw('A foreign key to tblclients is not ours to make');
    const second = `${create} mod_liaison_y (a), FOREIGN KEY (b) references tblcontacts (id))`;
    expect(run(second)).to.throw('A foreign key to tblcontacts');
  });

  it('is every one that we have', () => {
    expect(migrations).to.not.have.length(0);
    for (const { name, up, down } of migrations)
      for (const statement of [up, down]) expect(run(statement), name).to.not.throw();
  });
});
