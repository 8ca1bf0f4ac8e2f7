// Names that people give to things, as people compare them.

/** Also when one is in capitals, or its accents were typed in another way. */
export const isSameName = (one: string, other: string): boolean => comparable(one) === comparable(other);

const comparable = (name: string): string => name.normalize('NFC').trim().toLowerCase();
