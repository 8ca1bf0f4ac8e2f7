// What an installation writes and prints: environment, proxy lines, unit, grants.
import { expect } from 'chai';
import * as fc from 'fast-check';
import { environmentText, readEnvironment } from '../../../module/install/env-file.js';
import { grantStatements } from '../../../module/install/grants.js';
import {
  apacheText,
  nginxText,
  originOf,
  shellWord,
  unitText,
} from '../../../module/install/serving-text.js';

describe('liaison.env', () => {
  it('gets what is missing, changes what is another, and leaves every other line', () => {
    const before = '# mine\nPORT=1\nexport HOST="127.0.0.1"\n\nLIAISON_SMTP_URL=smtp://x # theirs\n';
    expect(environmentText(before, { PORT: '8080', HOST: '127.0.0.1', LIAISON_URL: 'https://x/y' })).to.equal(
      '# mine\nPORT=8080\nexport HOST="127.0.0.1"\n\nLIAISON_SMTP_URL=smtp://x # theirs\nLIAISON_URL=https://x/y\n',
    );
  });

  it('comes back as it was, and a second time changes nothing', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9:/@%.?=&[\]_-]+$/);
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z][A-Z_]{0,8}$/), value), (values) => {
        const text = environmentText(undefined, values);
        expect({ ...readEnvironment(text) }).to.deep.equal({ ...values });
        expect(environmentText(text, values)).to.equal(text);
      }),
    );
  });
});

describe('the lines for the web server and systemd', () => {
  const below = { url: 'https://panel.example/liaison', host: '127.0.0.1', port: 8080 };
  const alone = { url: 'https://contacts.example', host: '0.0.0.0', port: 8080 };

  it('lead to the module with its base path, or without', () => {
    expect(originOf(below)).to.equal('http://127.0.0.1:8080/liaison');
    expect(originOf(alone)).to.equal('http://127.0.0.1:8080');
    expect(originOf({ ...alone, host: '::' })).to.equal('http://[::1]:8080');
    expect(nginxText(below)).to.match(/^location \/liaison\/ \{\n {4}proxy_pass http:\/\/127\.0\.0\.1:8080;/);
    expect(nginxText(alone)).to.match(/^location \/ \{\n {4}proxy_pass http:\/\/127\.0\.0\.1:8080;/);
    expect(apacheText(below)).to.contain(
      '<Location /liaison/>\n    ProxyPreserveHost On\n    ProxyPass http://127.0.0.1:8080/liaison/',
    );
    expect(apacheText(alone)).to.match(/^<Location \/>/);
  });

  it('name the program as it was started, whatever signs are in its path', () => {
    const unit = unitText({
      command: ['/usr/bin/node', '/opt/my $folder/cli.js'],
      folder: '/opt/100%',
      env: '/etc/liaison/liaison.env',
      machine: true,
    });
    expect(unit).to.contain('ExecStart=/usr/bin/node "/opt/my $$folder/cli.js" serve\n');
    expect(unit).to.contain('WorkingDirectory=/opt/100%%\n');
    expect(unit).to.contain('DynamicUser=yes');
    expect(shellWord("/it's here")).to.equal(`'/it'\\''s here'`);
  });
});

describe('grants', () => {
  it('name columns, quote names, and give rows of our own tables, never the tables themselves', () => {
    const uses = [{ table: 'a`b', select: ['id', 'order'], update: ['order'], insert: false, delete: true }];
    const [first, ...ours] = grantStatements('my`db', "'u'@'%'", uses);
    expect(first).to.equal(
      "GRANT SELECT (`id`, `order`), UPDATE (`order`), DELETE ON `my``db`.`a``b` TO 'u'@'%'",
    );
    for (const statement of ours)
      expect(statement).to.match(
        /^GRANT SELECT(, INSERT, UPDATE, DELETE|, INSERT)? ON `my``db`\.`mod_liaison_\w+` TO 'u'@'%'$/,
      );
    expect(ours).to.include("GRANT SELECT, INSERT ON `my``db`.`mod_liaison_audit` TO 'u'@'%'");
    expect(ours.length).to.be.above(20);
  });
});
