// The functions of HostBill's API that the adapter calls (hosts.md §2.4), and what each is for: what a key must allow.
import type { ApiFunction } from '../panel-api.js';

const FUNCTIONS = {
  getClientContact: {
    opens: 'every change of a contact, and all sub-accounts',
    essential: true,
  },
  getTicketDepts: { opens: 'limits by department' },
  addClientContact: { opens: 'new contacts', untried: true },
  setContactDetails: { opens: "changes of a contact's details", untried: true },
  deleteClientContact: { opens: 'deleting contacts', untried: true },
  editContactPermissions: { opens: 'giving, changing and stopping sub-accounts', untried: true },
  verifyClientLogin: { opens: 'accepting an invitation, and whatever asks for a password', untried: true },
} as const satisfies Record<string, Omit<ApiFunction, 'name'>>;

/** A call that the adapter may make. */
export type ApiCall = keyof typeof FUNCTIONS;

export const API_FUNCTIONS: readonly ApiFunction[] = Object.entries(FUNCTIONS).map(([name, facts]) => ({
  name,
  ...facts,
}));
