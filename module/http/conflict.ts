// A stale save (D3): both sides' values for the fields that differ, chosen one by one, and nothing typed is lost.
import type { Answers, PageForm, PageRequest } from './page.js';

export interface ConflictRow {
  path: string;
  label: string;
  theirs: string;
  mine: string;
  /** Preselected: theirs where only they changed the field since the form was shown, else what was typed. */
  chosen: 'theirs' | 'mine';
}

/** The fields whose value now stored and value typed differ. `base` is what the form held when it was first shown. */
export function conflictRows<Model, Values>(
  form: PageForm<Model, Values>,
  request: PageRequest,
  sides: { theirs: Answers; mine: Answers; base: Answers },
): ConflictRow[] {
  const { theirs, mine, base } = sides;
  return Object.keys(theirs)
    .filter((path) => path in mine && theirs[path] !== mine[path] && !isIdleCountry(path, theirs, mine))
    .map((path) => {
      const [their, my] = [theirs[path] as string, mine[path] as string];
      const described = (value: string) => form.describe?.(path, value, request) ?? { label: path, value };
      return {
        path,
        label: described(their).label,
        theirs: described(their).value,
        mine: described(my).value,
        chosen: base[path] === my ? 'theirs' : 'mine',
      };
    });
}

// The country of a number that neither side has: it is preselected, nobody chose it.
function isIdleCountry(path: string, theirs: Answers, mine: Answers): boolean {
  const number = path.replace(/\.countryCode$/, '.number');
  return number !== path && theirs[number] === '' && mine[number] === '';
}

/** The typed answers with the stored value wherever "theirs" was chosen. */
export function applyChoices(mine: Answers, theirs: Answers, choices: Answers): Answers {
  const kept = Object.entries(choices).filter(([path, choice]) => choice === 'theirs' && path in theirs);
  return { ...mine, ...Object.fromEntries(kept.map(([path]) => [path, theirs[path] as string])) };
}
