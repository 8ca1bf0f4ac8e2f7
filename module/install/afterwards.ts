// What is left to somebody when an installation is done: to run it, to let the web server lead to it, to switch it on.
import type { PanelInstallation, PanelKind } from '../panels/installation.js';
import type { Plan } from './plan.js';
import { apacheText, nginxText, shellWord, unitSteps } from './serving-text.js';
import { isRoot, type StateFolder } from './state-folder.js';

/** `panel`: undefined where only a database was given. */
export function afterwards(
  { serving }: Plan,
  state: StateFolder,
  panel: (Pick<PanelInstallation, 'folder' | 'panelName'> & Pick<PanelKind, 'switchedOn'>) | undefined,
): string[] {
  const doctor = [
    'liaison doctor',
    ...(panel ? [shellWord(panel.folder)] : []),
    '--env',
    shellWord(state.env),
  ];
  return [
    '',
    'Done. What is left is yours:',
    '',
    '1. Run it. With systemd:',
    ...unitSteps(state.unit, isRoot()).map((line) => `     ${line}`),
    `   or by hand: liaison serve --env ${state.env}`,
    '',
    `2. Let ${serving.url}/ lead to it. In nginx:`,
    ...nginxText(serving).split('\n').map((line) => `     ${line}`),
    '   or in Apache:',
    ...apacheText(serving).split('\n').map((line) => `     ${line}`),
    '',
    ...(panel ? [`3. Switch it on in ${panel.panelName}: ${panel.switchedOn}`, ''] : []),
    `Then: ${doctor.join(' ')}`,
  ]; // prettier-ignore
}
