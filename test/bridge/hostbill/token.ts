// The hand-over that HostBill leads to: its address, its token, and what that says.
import { expect } from 'chai';
import type { Outcome } from './stand-in-panel.js';

/** A hand-over asks nobody: the module need not answer there. */
export const NOBODY = { origin: 'http://127.0.0.1:1/liaison' };

export const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as Record<string, unknown>;

/** The path of the address that HostBill leads to, with its token. */
export const pathOf = ({ status, location = '', text }: Outcome): string => {
  expect(status, text).to.equal(303);
  expect(location).to.match(/^http:\/\/panel\.example\/liaison\/panel\/sign-in\?token=[\w.-]+$/);
  return location.slice('http://panel.example'.length);
};
export const tokenOf = (outcome: Outcome): string => pathOf(outcome).split('token=')[1] as string;
