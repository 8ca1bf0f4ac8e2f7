// The panel asks, before it makes a ticket of a mail, whether its sender may open one (N7).
import { z } from 'zod';
import { sayReason } from '../http/reasons.js';
import { addressKey } from '../contacts/address-key.js';
import type { PanelDepartments } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import type { Message } from '../support/errors.js';
import { hook, type Hook } from './hook.js';

const ticketMail = z.strictObject({
  /** From whom the mail says it is. */
  email: z.string().min(1).max(320),
  /** As the mail was sent to: the department's own address, with a name or others beside it. */
  to: z.string().max(1000),
});

/** The support gate, as far as it is asked here. */
export interface AsksGate {
  ask(
    question: { email: string; department: number | undefined },
    on: Executor,
  ): Promise<{ allowed: boolean; reasons: readonly Message[] }>;
}

export interface GateHookDeps {
  gate: AsksGate;
  departments: PanelDepartments;
  on: Executor;
}

export function gateHook({ gate, departments, on }: GateHookDeps): Hook {
  return hook<z.infer<typeof ticketMail>>({
    name: 'ticket-mail',
    body: ticketMail,
    async answer({ email, to }, { words, settings }) {
      const list = await departments.list(on);
      const sentTo = addressesIn(to);
      // Of an address that is no department's the gate is asked about some department.
      const department = list.find(({ email: own }) => own !== undefined && sentTo.has(addressKey(own)));
      const { allowed, reasons } = await gate.ask({ email, department: department?.id }, on);
      if (allowed) return { skip: false, reason: '' };
      const names = { departments: new Map(list.map(({ id, name }) => [id, name])) };
      return { skip: true, reason: reasons.map((one) => sayReason(one, words, settings, names)).join(' ') };
    },
  });
}

const addressesIn = (to: string): ReadonlySet<string> =>
  new Set((to.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? []).map(addressKey));
