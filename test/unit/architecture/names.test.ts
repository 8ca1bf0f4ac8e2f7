import { expect } from 'chai';
import { filesIn } from './sources.js';

const FOLDERS = ['module', 'test', 'migrations', 'views', 'lang', 'bench', 'docs'];
const FILES = FOLDERS.flatMap((folder) => filesIn(folder, '')).filter(
  // What goes into a panel is named as the panel and PHP want it: a file of its lib/ after its class.
  (file) =>
    !file.endsWith('/README.md') &&
    !/^module\/panels\/([a-z]+\/)?bridge\/(lib(\/|$)|.*\/class\.\w+\.php$)|^module\/panels\/[a-z]+\/hooks\/\w+\.php$/.test(
      file,
    ),
);

describe('the names of files', () => {
  it('say what is in them: no utils, helpers, common, misc', () => {
    const empty = /(^|\/|-|\.)(utils?|helpers?|common|misc|shared|stuff|lib)(\/|-|\.|$)/i;
    // A namespace of words that belong to no feature.
    const vague = FILES.filter((file) => empty.test(file) && !/^lang\/[a-z]+\/common\.json$/.test(file));
    expect(vague).to.deep.equal([]);
  });

  it('are kebab-case, folders too', () => {
    const parts = FILES.flatMap((file) => file.split('/'));
    expect(parts.length).to.be.above(200);
    const odd = parts.filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(part));
    expect([...new Set(odd)]).to.deep.equal([]);
  });
});
