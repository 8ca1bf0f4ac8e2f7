// The doctor on the panel's own API: which functions the key may call, tried with calls that only read, and what each lack
// switches off.
import type { ApiFunction, ApiTrial, PanelApi, PanelApiSetup } from '../panels/panel-api.js';
import type { Executor } from '../support/database.js';
import { whatIsWrong } from './api-access.js';
import type { Found } from './finding.js';

export async function checkApi(
  setup: PanelApiSetup,
  api: PanelApi | undefined,
  on: Executor,
  found: Found,
): Promise<void> {
  if (!api)
    return found('▲', `The panel's API is not set up, so ${setup.without}: run liaison install again with --api-url, --api-id and --api-key`); // prettier-ignore
  const trials: ApiTrial[] = [];
  for await (const trial of setup.tryOut(api, on)) {
    trials.push(trial);
    // Whoever does not answer is not asked again.
    if (trial.outcome === 'silent') break;
  }
  const [first] = trials;
  if (first && trials.every(({ outcome }) => outcome === 'refused' || outcome === 'silent'))
    return found('✗', whatIsWrong(first, api));
  for (const trial of trials) tell(trial, setup.functions, api, found);
  const untried = setup.functions.filter(({ name }) => !trials.some((trial) => trial.name === name));
  const list = untried.map(({ name, opens }) => `${name} (${opens})`);
  if (list.length > 0)
    found(
      '▲',
      `The API key must also allow what is not tried here, because it writes or needs a password: ${list.join('; ')}`,
    );
}

function tell(trial: ApiTrial, functions: readonly ApiFunction[], api: PanelApi, found: Found): void {
  const { name, outcome, words } = trial;
  const { opens = '', essential = false } = functions.find((one) => one.name === name) ?? {};
  if (outcome === 'works') found('✓', `The API key may call ${name}`);
  else if (outcome === 'refused')
    found(
      essential ? '✗' : '▲',
      `The API key may not call ${name} (${words}), which switches off ${opens}: add it to the key's functions in the panel`,
    );
  else found('✗', whatIsWrong(trial, api));
}
