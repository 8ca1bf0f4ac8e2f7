// Countries an address may lie in: ISO 3166-1 alpha-2. The seed's 240 pairs without the retired ones, and the eleven
// real codes that the seed's phone list leaves out (toolchain.md §4).
import { COUNTRY_CODES, RETIRED_COUNTRIES } from './countries.js';

const NOT_IN_THE_SEED = ['AX', 'BQ', 'BV', 'GF', 'GP', 'GS', 'HM', 'MQ', 'NF', 'TF', 'UM'];

export const ADDRESS_COUNTRIES: readonly string[] = [
  ...COUNTRY_CODES.filter((code) => !RETIRED_COUNTRIES.includes(code)),
  ...NOT_IN_THE_SEED,
].toSorted();

export function isAddressCountry(code: string): boolean {
  return ADDRESS_COUNTRIES.includes(code);
}
