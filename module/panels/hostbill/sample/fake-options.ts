// In which of the ways that nobody has established the stand-in of HostBill's API behaves.

export interface FakeOptions {
  /** Whether a set of privileges replaces what is there: not established. */
  privileges: 'replaced' | 'merged';
  /** Whether a contact's answer tells what it holds: not established. */
  tellsPrivileges: boolean;
  available: 'labels' | 'flat' | 'missing';
  emptySet: 'accepted' | 'refused';
  uniqueEmails: boolean;
  /** HTTP status of a refusal: not established. */
  refusalStatus: number;
  /** Functions that the key may call; undefined = all. */
  allowed: readonly string[] | undefined;
  delayMs: number;
  /** What comes instead of an answer. `dropped`: done, and the connection is cut before the answer. */
  failure: 'none' | 'html' | 'error' | 'cut' | 'dropped';
}
