// Whom the command line talks to. Where nobody sits, nothing is asked: the command says which option answers.
import { createInterface } from 'node:readline/promises';

export interface Terminal {
  say(line: string): void;
  /** Undefined where nobody is there to answer. */
  ask: ((question: string) => Promise<string>) | undefined;
}

export function processTerminal(): Terminal {
  const { stdin, stdout } = process;
  return {
    say: (line) => void stdout.write(`${line}\n`),
    ask:
      stdin.isTTY && stdout.isTTY
        ? async (question) => {
            const lines = createInterface({ input: stdin, output: stdout });
            try {
              return (await lines.question(question)).trim();
            } finally {
              lines.close();
            }
          }
        : undefined,
  };
}

/** Throws Error in one line when the answer is not yes, or nobody is there to give one. */
export async function agree(terminal: Terminal, yes: boolean): Promise<void> {
  if (yes) return;
  if (!terminal.ask)
    throw new Error('Nobody is there to ask: --yes goes on without asking. Nothing was changed');
  if (!/^y(es)?$/i.test(await terminal.ask('Go on? [y/N] '))) throw new Error('Nothing was changed');
}
