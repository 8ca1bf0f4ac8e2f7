// The panels that we know how to install into, in the order in which a folder is looked at.
import { hostbillKind } from './hostbill/installation.js';
import type { PanelKind } from './installation.js';
import { whmcsKind } from './whmcs/installation.js';

export const PANEL_KINDS: readonly PanelKind[] = [whmcsKind, hostbillKind];
