// The state codes of seed S1: 51 states and 8 territories of the United States (C6). Names are proper names
// and stay as the seed writes them in every language.

export const US_STATES = {
  AK: 'Alaska',
  AL: 'Alabama',
  AR: 'Arkansas',
  AZ: 'Arizona',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DC: 'District of Columbia',
  DE: 'Delaware',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  IA: 'Iowa',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  MA: 'Massachusetts',
  MD: 'Maryland',
  ME: 'Maine',
  MI: 'Michigan',
  MN: 'Minnesota',
  MO: 'Missouri',
  MS: 'Mississippi',
  MT: 'Montana',
  NC: 'North Carolina',
  ND: 'North Dakota',
  NE: 'Nebraska',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NV: 'Nevada',
  NY: 'New York',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VA: 'Virginia',
  VT: 'Vermont',
  WA: 'Washington',
  WI: 'Wisconsin',
  WV: 'West Virginia',
  WY: 'Wyoming',
} as const;

export const US_TERRITORIES = {
  AS: 'American Samoa',
  FM: 'Fed. St. Micronesia',
  GU: 'Guam',
  MH: 'Marshall Islands',
  MP: 'Northern Mariana Isl',
  PR: 'Puerto Rico',
  PW: 'Palau',
  VI: 'Virgin Islands',
} as const;

export type StateCode = keyof typeof US_STATES | keyof typeof US_TERRITORIES;

const NAMES: Record<StateCode, string> = { ...US_STATES, ...US_TERRITORIES };

export function isStateCode(value: string): value is StateCode {
  return Object.hasOwn(NAMES, value);
}

export function stateName(code: StateCode): string {
  return NAMES[code];
}

/** The code for a state written as code or as name in any case ("texas", "TX"); undefined when it is neither. */
export function findStateCode(text: string): StateCode | undefined {
  const wanted = text.trim().toUpperCase();
  if (isStateCode(wanted)) return wanted;
  return (Object.keys(NAMES) as StateCode[]).find((code) => NAMES[code].toUpperCase() === wanted);
}
