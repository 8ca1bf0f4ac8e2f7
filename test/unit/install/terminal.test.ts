// Who is asked, and what counts as yes.
import { expect } from 'chai';
import { PassThrough } from 'node:stream';
import { agree, processTerminal, type Terminal } from '../../../module/install/terminal.js';

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

describe('a question at the terminal', () => {
  const sitting = (): { terminal: Terminal; type: (text: string) => void; shown: () => string } => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const stdout = Object.assign(new PassThrough(), { isTTY: true });
    let shown = '';
    stdout.on('data', (data: Buffer) => (shown += data.toString()));
    return { terminal: processTerminal({ stdin, stdout }), type: (text) => void stdin.write(text), shown: () => shown };
  }; // prettier-ignore

  it('shows what is typed, and of a secret nothing', async () => {
    const { terminal, type, shown } = sitting();
    const name = terminal.ask?.('Who? ');
    type(' Ann \n');
    expect(await name).to.equal('Ann');
    expect(shown()).to.contain('Who? ').and.to.contain('Ann');
    const key = terminal.ask?.('Key: ', { hidden: true });
    type('s3cret');
    type('\n');
    expect(await key).to.equal('s3cret');
    expect(shown()).to.match(/Key: \n$/);
    expect(shown()).to.not.contain('s3c');
  });

  it('that somebody leaves unanswered ends in words', async () => {
    const { terminal, type } = sitting();
    const answer = terminal.ask?.('Who? ').catch((error: Error) => error.message);
    type('\u0003');
    expect(await answer).to.equal('Nothing was changed');
  });

  it('is none where nobody sits', () => {
    expect(processTerminal({ stdin: new PassThrough(), stdout: new PassThrough() }).ask).to.equal(undefined);
  });
});
