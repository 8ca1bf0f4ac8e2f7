// Who is asked, and what counts as yes.
import { expect } from 'chai';
import { agree, type Terminal } from '../../../module/install/terminal.js';

const answering = (answer: string): Terminal & { asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    say: () => undefined,
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  };
};
const outcome = (terminal: Terminal, yes = false): Promise<string> =>
  agree(terminal, yes).then(
    () => 'goes on',
    (error: Error) => error.message,
  );

describe('the question before anything is changed', () => {
  it('goes on with a yes, and with nothing else', async () => {
    for (const yes of ['y', 'Y', 'yes', 'YES'])
      expect(await outcome(answering(yes)), yes).to.equal('goes on');
    for (const no of ['', 'n', 'no', 'yess', 'ja', 'y e s'])
      expect(await outcome(answering(no)), no).to.equal('Nothing was changed');
    const terminal = answering('y');
    await agree(terminal, false);
    expect(terminal.asked).to.deep.equal(['Go on? [y/N] ']);
  });

  it('is not asked where --yes answers, and refused where nobody is there', async () => {
    const terminal = answering('n');
    expect(await outcome(terminal, true)).to.equal('goes on');
    expect(terminal.asked).to.deep.equal([]);
    expect(await outcome({ say: () => undefined, ask: undefined })).to.match(
      /^Nobody is there to ask: --yes goes on/,
    );
  });
});
