// The version of a contact with its email preferences beside it: those are no part of the contact's own, and change
// without it (D3).

export interface VersionParts {
  /** Of the contact itself. */
  version: string;
  /** Of its preferences; '' where they were not shown. */
  mail: string;
}

export const wholeVersion = ({ version, mail }: VersionParts): string =>
  mail === '' ? version : `${version}.${mail}`;

export function versionParts(whole: string): VersionParts {
  const [version = '', mail = ''] = whole.split('.');
  return { version, mail };
}
