// liaison.env, which `liaison serve` and systemd read: NAME=value, one a line. Our values need no quotes; lines that
// somebody added stay as they are.
import { parseEnv } from 'node:util';

export type Environment = Readonly<Record<string, string | undefined>>;

export const readEnvironment = (text: string): Environment => parseEnv(text);

const HEAD = `# Read by "liaison serve --env" and by systemd. Keep it to yourself: it holds the database's password and our keys.
`;

/** The file with these values: replaced where they stand, else added at the end. */
export function environmentText(
  before: string | undefined,
  values: Readonly<Record<string, string>>,
): string {
  const missing = new Map(Object.entries(values));
  const kept = (before ?? HEAD).split('\n').map((line) => {
    const name = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=/.exec(line)?.[1];
    const value = name === undefined ? undefined : values[name];
    if (name === undefined || value === undefined) return line;
    missing.delete(name);
    return readEnvironment(line)[name] === value ? line : `${name}=${value}`;
  });
  const text = kept.join('\n').replace(/\n*$/, '\n');
  return text + [...missing].map(([name, value]) => `${name}=${value}\n`).join('');
}
