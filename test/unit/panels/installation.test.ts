// Where a panel's configuration says its database is, and the address that comes of it.
import { expect } from 'chai';
import { databaseUrl, placeOf, type DatabaseAddress } from '../../../module/panels/installation.js';
import { hostbillKind } from '../../../module/panels/hostbill/installation.js';
import { readPhpSettings } from '../../../module/panels/php-settings.js';
import { whmcsKind } from '../../../module/panels/whmcs/installation.js';

const settings = (code: string) => readPhpSettings(Buffer.from(`<?php ${code}`));
const WHMCS = "$db_host='h'; $db_username='u'; $db_password='p'; $db_name='n';";

describe('the database of an installed panel', () => {
  it('WHMCS: port, charset and TLS are optional', () => {
    expect(whmcsKind.read(settings(WHMCS))).to.deep.equal({
      database: {
        host: 'h',
        port: undefined,
        socketPath: undefined,
        user: 'u',
        password: 'p',
        name: 'n',
        tls: undefined,
      },
      charset: '',
      notes: [],
    });
    const more = whmcsKind.read(
      settings(
        `${WHMCS} $db_port=3307; $mysql_charset='utf8'; $db_tls_ca='/ca'; $db_tls_verify_cert='0'; $db_tls_cipher='X';`,
      ),
    );
    expect(more.database.port).to.equal(3307);
    expect(more.database.tls).to.deep.equal({ ca: '/ca', cert: '', key: '', verify: false });
    expect(more.charset).to.equal('utf8');
    expect(more.notes).to.deep.equal(['$db_tls_cipher is set there and not carried over']);
  });

  it('WHMCS: an empty password is one; what is missing is named, all of it', () => {
    expect(whmcsKind.read(settings(WHMCS.replace("'p'", "''"))).database.password).to.equal('');
    expect(() => whmcsKind.read(settings("$db_host='h'; $db_password='p';"))).to.throw(
      'it does not set $db_username, $db_name',
    );
    expect(() => whmcsKind.read(settings(WHMCS.replace("'p'", "'p' . 'q'")))).to.throw(
      /^\$db_password is put together from parts\./,
    );
  });

  it('HostBill: constants, arrays and variables with the usual names', () => {
    const forms = [
      "define('DB_HOST','h'); define('DB_USER','u'); define('DB_PASS','p'); define('DB_NAME','n');",
      "$config['db']['host']='h'; $config['db']['username']='u'; $config['db']['password']='p'; $config['db']['database']='n';",
      "$config = ['db_host'=>'h','db_user'=>'u','db_pass'=>'p','db_name'=>'n'];",
      "$dbhost='h'; $dbuser='u'; $dbpass='p'; $dbname='n';",
      "$mysql = array('hostname'=>'h','user'=>'u','pass'=>'p','db'=>'n');",
    ];
    for (const form of forms) {
      const { database, notes } = hostbillKind.read(settings(form));
      expect([database.host, database.user, database.password, database.name], form).to.deep.equal([
        'h',
        'u',
        'p',
        'n',
      ]);
      expect(notes).to.deep.equal(
        ['port', 'charset'].map((what) => `No database ${what} was found there: the usual one is taken`),
      );
    }
    expect(() => hostbillKind.read(settings("$dbhost='h';"))).to.throw(
      /^no database user, password, name was found/,
    );
    expect(() => hostbillKind.read(settings(`${forms[0]} $dbhost='other';`))).to.throw(
      'DB_HOST and $dbhost say different things',
    );
  });

  it('host, port and socket as PHP takes them', () => {
    const nowhere = (): boolean => false;
    const place = (written: string, port?: string) => placeOf(written, port, nowhere);
    expect(place('db.example')).to.deep.equal({ host: 'db.example', port: undefined, socketPath: undefined });
    expect(place('db.example:3307').port).to.equal(3307);
    expect(place('10.0.0.1', '3308').port).to.equal(3308);
    expect(place('::1').host).to.equal('::1');
    expect(place('localhost:/tmp/x.sock')).to.deep.equal({
      host: 'localhost',
      port: undefined,
      socketPath: '/tmp/x.sock',
    });
    expect(place('/tmp/x.sock').socketPath).to.equal('/tmp/x.sock');
    expect(() => place('h', 'three')).to.throw(/no number/);
    const there = (file: string): boolean => file === '/run/mysqld/mysqld.sock';
    expect(placeOf('localhost', undefined, there).socketPath).to.equal('/run/mysqld/mysqld.sock');
    expect(placeOf('localhost', '3306', there).socketPath).to.equal(undefined);
    expect(placeOf('127.0.0.1', undefined, there).socketPath).to.equal(undefined);
  });

  it('becomes an address in which every sign survives', () => {
    const address: DatabaseAddress = {
      host: '::1', port: 3307, socketPath: undefined, user: 'ü:@/', password: `p'"\\$%#? é!()*~&=`, name: 'a b/c',
      tls: { ca: '/etc/my ca.pem', cert: '', key: '', verify: false },
    }; // prettier-ignore
    const url = databaseUrl(address);
    expect(url).to.match(/^[\w:/@%.?=&[\]-]+$/);
    const parsed = new URL(url);
    expect(decodeURIComponent(parsed.username)).to.equal(address.user);
    expect(decodeURIComponent(parsed.password)).to.equal(address.password);
    expect(decodeURIComponent(parsed.pathname.slice(1))).to.equal(address.name);
    expect([parsed.hostname, parsed.port]).to.deep.equal(['[::1]', '3307']);
    expect([...parsed.searchParams]).to.deep.equal([
      ['tlsCa', '/etc/my ca.pem'],
      ['tls', 'unverified'],
    ]);
  });
});
