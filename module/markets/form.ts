// The forms of a market (AD10): its name, its code, and whether it is open. Pure.
import { z } from 'zod';
import { line } from '../http/form-text.js';
import type { Answers } from '../http/page.js';
import { DEFAULT_CODE } from '../request-aliases/request-alias.js';
import type { Market } from './store.js';

const MARKET_STATES = ['open', 'closed'] as const;
type MarketState = (typeof MARKET_STATES)[number];

/** What can be changed of a market. */
export type MarketContent = Pick<Market, 'name' | 'isOpen'>;

export const stateOf = ({ isOpen }: Pick<Market, 'isOpen'>): MarketState => (isOpen ? 'open' : 'closed');

const name = line('markets:fields.name', 64)
  .default('')
  .refine((typed) => typed !== '', { error: 'markets:errors.name' });

const code = line('markets:fields.code', 40)
  .default('')
  .transform((typed) => typed.toUpperCase())
  .superRefine((typed, context) => {
    const refuse = (key: string): void => {
      context.addIssue({ code: 'custom', message: `markets:errors.${key}` });
    };
    if (typed === '') refuse('code');
    else if (typed === DEFAULT_CODE.toUpperCase()) refuse('codeOfDefault');
    else if (!/^[A-Z0-9-]+$/.test(typed)) refuse('codeForm');
  });

const state = z.enum(MARKET_STATES, { error: 'markets:errors.state' });

/** `code` is for a new one alone: addresses and software know the market by it. */
export const newMarketForm = z
  .strictObject({ name, code, state: state.default('open') })
  .transform((typed) => ({ name: typed.name, code: typed.code, isOpen: typed.state === 'open' }));

export const marketForm: z.ZodType<MarketContent> = z
  .strictObject({ name, state })
  .transform((typed) => ({ name: typed.name, isOpen: typed.state === 'open' }));

/** As the form would send it. */
export const marketAnswers = (market: MarketContent): Answers => ({
  name: market.name,
  state: stateOf(market),
});
