// The rules by which every statement of the whole run is looked at (test/support/statement-rules.ts): what they let pass, and
// one planted statement of each kind that they must find.
import { expect } from 'chai';
import { faultOf } from '../../support/statement-rules.js';

const FINE = [
  'select `id` from `tblcontacts` where `userid` = ?',
  'select 1 from `tblclients` as c inner join `mod_liaison_clients` as l on l.client_id = c.id',
  "select `a` from `mod_liaison_clients` where `b` = 'for update' and `client_id` = ? for update",
  'select `id` from `mod_liaison_outbox` limit 10 for update skip locked',
  'select `table_name` from `information_schema`.`tables`',
  'insert into `mod_liaison_settings` (`name`, `value`) values (?, ?) on duplicate key update `value` = values(`value`)',
  'update `mod_liaison_contacts` set `note` = ? where `client_id` = ?',
  'delete from `mod_liaison_sessions` where `expired` < ?',
  'insert into `tblcontacts` (`userid`, `email`) values (?, ?)',
  'update `tblclients` set `city` = ?, `updated_at` = NOW() where `id` = ?',
  'delete from `tblusers_clients` where `id` = ?',
  'BEGIN;',
  'COMMIT;',
  'ROLLBACK',
];

// One of each kind, planted, with what is said of it.
const PLANTED: Readonly<Record<string, RegExp>> = {
  'ALTER TABLE tblclients ADD liaison INT': /^is none/,
  'create table if not exists mod_liaison_more (id int)': /^is none/,
  'CREATE TRIGGER t AFTER UPDATE ON tblclients FOR EACH ROW SET @x = 1': /^is none/,
  'LOCK TABLES tblclients READ': /^is none/,
  'truncate `mod_liaison_audit`': /^is none/,
  "SELECT GET_LOCK('x', 1); DROP TABLE tblclients": /more than one/,
  'select `id` from `tblclients` where `id` = ? for update': /^locks rows of tblclients$/,
  'select `id` from `tblcontacts` lock in share mode': /^locks rows of tblcontacts$/,
  'select * from `mod_liaison_clients` as l join `tblclients` as c on c.id = l.client_id for share':
    /^locks rows of tblclients$/,
  'insert into `mod_liaison_clients` (`client_id`) select `id` from `tblclients`':
    /^locks rows of tblclients to write mod_liaison_clients$/,
  'delete from `mod_liaison_contacts` where `contact_id` not in (select `id` from `tblcontacts`)':
    /^locks rows of tblcontacts to write/,
  'update `tblclients` set `city` = ?, `credit` = ? where `id` = ?': /^changes tblclients\.credit$/,
  'update `tbladmins` set `disabled` = 1 where `id` = ?': /^changes tbladmins\.disabled$/,
  'update `hb_client_details` set `firstname` = ? where `id` = ?': /^changes hb_client_details\.firstname$/,
  'update `tblcontacts` set `city` = ?': /^updates all rows of tblcontacts$/,
  'delete from `tblcontacts`': /^deletes all rows of tblcontacts$/,
  'delete from `tblclients` where `id` = ?': /^deletes rows of tblclients$/,
  'insert into `tblinvoices` (`userid`) values (?)': /^inserts rows of tblinvoices$/,
  'insert into `tblcontacts` values (?, ?)': /^adds to tblcontacts without naming columns/,
  'insert into `tblcontacts` (`id`) values (?) on duplicate key update `email` = ?': /changes what is there$/,
};

describe('what a running module may say to the database', () => {
  it('is read, with a lock on our own rows alone, and written in ours and in what D4 names', () => {
    for (const sql of FINE) expect(faultOf(sql), sql).to.equal(undefined);
  });

  for (const [sql, said] of Object.entries(PLANTED))
    it(`is not: ${sql}`, () => {
      expect(faultOf(sql)).to.match(said);
    });
});
