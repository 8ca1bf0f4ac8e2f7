// What the address of a list asks for, a search and a page of it, and the address of another part of the same list. What
// cannot be read was not asked for.
import { z } from 'zod';
import { PAGE_SIZE } from './pagination.js';

export const searchText = z.string().trim().max(200).catch('');

/** From 1. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);

export const listQuery = z.object({ q: searchText, page: pageNumber });
export type ListQuery = z.infer<typeof listQuery>;

export const partAt = (page: number) => ({ limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });

/** Only with what differs from the plain list, so that every view of it can be shared (U13). A number is a page's. */
export function listAddress(path: string, asked: Readonly<Record<string, string | number>>): string {
  const differs = Object.entries(asked).filter(([, value]) => value !== '' && value !== 1);
  const texts = Object.fromEntries(differs.map(([name, value]) => [name, String(value)]));
  const query = new URLSearchParams(texts).toString();
  return query === '' ? path : `${path}?${query}`;
}
