// Street and house number, kept apart by us and joined in the panel's one line, without loss (C6).

// Where the number is written before the street. Elsewhere it follows.
const NUMBER_FIRST = new Set([
  'AU',
  'CA',
  'FR',
  'GB',
  'IE',
  'IN',
  'LU',
  'MY',
  'NZ',
  'PH',
  'SG',
  'TH',
  'US',
  'ZA',
]);

export function joinStreet(street: string, houseNumber: string, country: string): string {
  const parts = NUMBER_FIRST.has(country) ? [houseNumber, street] : [street, houseNumber];
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * The two parts as they were typed here, as long as the panel's line still is what they make in either order. When
 * the line was changed on the panel's own screens, the whole line is the street: nothing is guessed, nothing is lost.
 */
export function splitStreet(
  line: string,
  kept: { street: string; houseNumber: string },
): { street: string; houseNumber: string } {
  const { street, houseNumber } = kept;
  const made = [`${street} ${houseNumber}`.trim(), `${houseNumber} ${street}`.trim()];
  return made.includes(line.trim()) ? { street, houseNumber } : { street: line, houseNumber: '' };
}
