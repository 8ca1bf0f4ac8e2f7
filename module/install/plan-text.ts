// A plan in the words of the command line: every statement and every file, no secret.
import type { Step } from './plan.js';

/** `sql`: with every statement in full, else only how many there are. */
export function planLines(steps: readonly Step[], { sql }: { sql: boolean }): string[] {
  const statements = steps.filter((step) => step.kind === 'statement');
  if (sql) return steps.map(lineOf);
  const [first] = statements;
  return steps.flatMap((step) => {
    if (step.kind !== 'statement') return lineOf(step);
    return step === first
      ? `  tables    ${statements.length} statements on tables of our own (--dry-run shows them)`
      : [];
  });
}

function lineOf(step: Step): string {
  switch (step.kind) {
    case 'folder':
      return `  folder    ${step.path}  ${octal(step.mode)}`;
    case 'secret':
      return `  secret    ${step.name}  made now, 32 random bytes`;
    case 'file': {
      const size = `${step.content.length} bytes`;
      return `  file      ${step.path}  ${size}  ${octal(step.mode)}${step.change === 'new' ? '' : '  replaced'}`;
    }
    case 'mode':
      return `  mode      ${step.path}  ${octal(step.mode)}${step.owner ? `  owner ${step.owner.uid}:${step.owner.gid}` : ''}`;
    case 'remove':
      return `  remove    ${step.path}  of an earlier version`;
    default:
      return `  sql       ${step.sql};`;
  }
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');
