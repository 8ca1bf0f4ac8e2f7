// A request alias (N4): the contact told of connection requests in a market. Types and words; no I/O.

/** In place of a market: every market without an alias of its own. */
export const DEFAULT_MARKET = 0;

/** As the API and addresses call it: no market may have this code. */
export const DEFAULT_CODE = 'default';

export interface RequestAlias {
  /** `DEFAULT_MARKET`, or a market's id; the market may be gone. */
  marketId: number;
  contactId: number;
  since: Date;
  /** Who chose it, as they were called then; '' for staff. */
  by: string;
}
