// What a hook of the panel's bridge is: a declaration. The bridge asks, the module decides, on what is stored at this
// moment. `bridgeRouter` in bridge-router.ts serves them.
import { z } from 'zod';
import type { Settings } from '../settings/store.js';
import type { Translator } from '../support/i18n.js';

/** Who is signed in at the panel, as its bridge knows them. */
export const loginShape = z.strictObject({
  userId: z.int().positive().nullable(),
  contactId: z.int().nonnegative().nullable(),
  owner: z.boolean(),
});
export type BridgeLogin = z.infer<typeof loginShape>;

export const clientIdShape = z.int().positive();

export interface HookContext {
  /** In the language of the panel's page. */
  words: Translator;
  settings: Settings;
  /** For the log. */
  requestId: string;
}

export interface HookSpec<Body> {
  /** Below /panel/hooks/. */
  name: string;
  /** Strict; `locale` is taken off before. */
  body: z.ZodType<Body>;
  /** JSON. Must be quick: the panel's page waits for it. */
  answer(body: Body, context: HookContext): Promise<object>;
}

/** A hook with its types forgotten, as the router keeps it. */
export type Hook = HookSpec<unknown>;

export const hook = <Body>(spec: HookSpec<Body>): Hook => spec;
