// What a notice is about when somebody asks who would get it (CL13): a billing account, a service that stands for its own,
// a market. Words of an address, read against what the client has.
import type { KnexBillingAccountStore } from '../billing-accounts/store.js';
import { findService } from '../panels/named-hosting.js';
import type { PanelHosting } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import type { FieldErrors } from '../support/errors.js';
import type { BillingAccount, ClientFacts, NoticeContext } from './client-facts.js';
import type { Routing } from './facts-reader.js';

/** As it was typed; '' = not asked about. */
export interface AskedContext {
  /** Its id; 0 is always the default one. */
  billingAccount: string;
  /** Its code. */
  market: string;
  /** Its id or its name. */
  service: string;
}

export interface Payers {
  hosting: PanelHosting;
  billingAccounts: Pick<KnexBillingAccountStore, 'services'>;
}

/** What was asked about, and what is wrong with it by field. */
export async function readContext(
  asked: AskedContext,
  clientId: number,
  { client, rules }: Pick<Routing, 'client' | 'rules'>,
  payers: Payers,
  on: Executor,
): Promise<{ context: NoticeContext; errors: FieldErrors }> {
  const errors: FieldErrors = {};
  const named = asked.billingAccount === '' ? undefined : accountOf(client, asked.billingAccount);
  if (asked.billingAccount !== '' && !named)
    errors['billingAccount'] = { key: 'simulate:errors.billingAccount' };
  const market = rules.markets.find(({ code }) => code === asked.market)?.code;
  if (asked.market !== '' && market === undefined) errors['market'] = { key: 'simulate:errors.market' };
  const paying =
    asked.service === '' ? undefined : await payerOf(asked.service, clientId, client, payers, on);
  if (asked.service !== '' && !paying) errors['service'] = { key: 'simulate:errors.service' };
  if (named && paying && named.id !== paying.id) errors['service'] = { key: 'simulate:errors.otherPayer' };
  const account = named ?? paying;
  return {
    context: {
      ...(account && { billingAccount: account.id }),
      ...(market !== undefined && { market }),
    },
    errors,
  };
}

const accountOf = ({ billingAccounts }: ClientFacts, id: string): BillingAccount | undefined =>
  billingAccounts.find((account) => String(account.id) === id || (id === '0' && account.isDefault));

async function payerOf(
  text: string,
  clientId: number,
  { billingAccounts }: ClientFacts,
  payers: Payers,
  on: Executor,
): Promise<BillingAccount | undefined> {
  const service = await findService(text, clientId, payers.hosting, on);
  if (!service) return undefined;
  const accountId = (await payers.billingAccounts.services(clientId, on)).get(service.id);
  return (
    billingAccounts.find(({ id }) => id === accountId) ?? billingAccounts.find(({ isDefault }) => isDefault)
  );
}
