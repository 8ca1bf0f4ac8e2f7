// Whom the command line talks to. Where nobody sits, nothing is asked: the command says which option answers.
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Terminal {
  say(line: string): void;
  /** Undefined where nobody is there to answer. `hidden`: what is typed is not shown. Throws Error when they go away. */
  ask: ((question: string, how?: { hidden: boolean }) => Promise<string>) | undefined;
}

interface Streams {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean };
}

export function processTerminal({ stdin, stdout }: Streams = process): Terminal {
  const ask: Terminal['ask'] = async (question, { hidden } = { hidden: false }) => {
    const output = hidden ? new Writable({ write: (_text, _encoding, done) => done() }) : stdout;
    const lines = createInterface({ input: stdin, output, prompt: question, terminal: true });
    if (hidden) stdout.write(question);
    lines.prompt();
    try {
      return (await answerOf(lines)).trim();
    } finally {
      lines.close();
      if (hidden) stdout.write('\n');
    }
  };
  return {
    say: (line) => void stdout.write(`${line}\n`),
    ask: stdin.isTTY && stdout.isTTY ? ask : undefined,
  };
}

/** Ctrl-C and Ctrl-D close the terminal before there is a line. */
const answerOf = (lines: Interface): Promise<string> =>
  new Promise((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('close', () => reject(new Error('Nothing was changed')));
  });

/** Throws Error in one line when the answer is not yes, or nobody is there to give one. */
export async function agree(terminal: Terminal, yes: boolean): Promise<void> {
  if (yes) return;
  if (!terminal.ask)
    throw new Error('Nobody is there to ask: --yes goes on without asking. Nothing was changed');
  if (!/^y(es)?$/i.test(await terminal.ask('Go on? [y/N] '))) throw new Error('Nothing was changed');
}
