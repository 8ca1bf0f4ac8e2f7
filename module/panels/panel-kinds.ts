// The panels that we know how to install into, in the order in which a folder is looked at.
import { hostbillKind } from './hostbill/installation.js';
import type { PanelKind } from './installation.js';
import { whmcsKind } from './whmcs/installation.js';

export const PANEL_KINDS: readonly PanelKind[] = [whmcsKind, hostbillKind];

/** The kind of the panel that was found. Throws Error for a panel of no kind, which is a mistake of ours. */
export function kindOf({ id }: { id: string }): PanelKind {
  const kind = PANEL_KINDS.find(({ panelId }) => panelId === id);
  if (!kind) throw new Error(`There is no kind of panel ${id}`);
  return kind;
}
