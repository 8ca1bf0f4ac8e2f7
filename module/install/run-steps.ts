// Carries a plan out, step by step and in its order.
import { putFile, putFolder, takeFile } from './disk.js';
import type { Owner, Side, Step } from './plan.js';

export interface Hands {
  /** Runs all statements; those that have run are passed by. */
  migrate(): Promise<unknown>;
  /** With whose rights root works in the panel's folder. */
  folderOwner: Owner | undefined;
}

export async function runSteps(steps: readonly Step[], hands: Hands): Promise<void> {
  const rightsOn = (side: Side): Owner | undefined => (side === 'panel' ? hands.folderOwner : undefined);
  let migrated = false;
  for (const step of steps) {
    switch (step.kind) {
      case 'secret':
        // It is in the environment file, which is a step of its own.
        break;
      case 'folder':
        putFolder(step.path, step.mode, rightsOn(step.side));
        break;
      case 'file':
      case 'mode':
        putFile(step.path, step.content, { ...step, folderOwner: rightsOn(step.side) });
        break;
      case 'remove':
        takeFile(step.path, rightsOn(step.side));
        break;
      case 'statement':
        if (!migrated) await hands.migrate();
        migrated = true;
    }
  }
}
