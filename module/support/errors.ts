// The seven errors of the domain. They name business facts and know no HTTP: `http/errors.ts` maps them to answers.

/** A text for people: a language key and its values. It becomes words only at the edge (page, mail, API). */
export interface Message {
  key: string;
  params?: Record<string, string | number>;
}

/** One message per field. Keys are the REST names ("firstName", "phone.number"); "" is the form as a whole. */
export type FieldErrors = Record<string, Message>;

export abstract class LiaisonError extends Error {
  abstract readonly code: string;
}

/** What was typed breaks a rule. Nothing was written. */
export class InputError extends LiaisonError {
  override readonly name = 'InputError';
  readonly code = 'input';
  constructor(readonly fields: FieldErrors) {
    super(`Input refused: ${Object.keys(fields).join(', ')}`);
  }
}

/** The actor may not do this. `reasons` come in the order of rule P5, the deciding one first. */
export class NotAllowedError extends LiaisonError {
  override readonly name = 'NotAllowedError';
  readonly code = 'notAllowed';
  constructor(
    readonly permission: string,
    readonly reasons: readonly Message[],
  ) {
    super(`Not allowed: ${permission}`);
  }
}

/** Absent, or another client's: both look the same to whoever asks. */
export class NotFoundError extends LiaisonError {
  override readonly name = 'NotFoundError';
  readonly code = 'notFound';
  constructor(what: string) {
    super(`Not found: ${what}`);
  }
}

/** The state of things does not let this happen now: a stale edit, or a rule such as C7. */
export class ConflictError extends LiaisonError {
  override readonly name = 'ConflictError';
  readonly code = 'conflict';
  /** What was seen is no longer what is there: looking again may help. */
  readonly stale: boolean;
  /** Every reason, the first one included. */
  readonly reasons: readonly Message[];
  constructor(
    readonly reason: Message,
    { stale = false, reasons = [reason] }: { stale?: boolean; reasons?: readonly Message[] } = {},
  ) {
    super(`Conflict: ${reason.key}`);
    this.stale = stale;
    this.reasons = reasons;
  }
}

/** The edit was made on something that has changed since (D3). */
export const staleError = (key: string): ConflictError => new ConflictError({ key }, { stale: true });

/** Too often in too short a time. Nothing was changed. */
export class TooManyError extends LiaisonError {
  override readonly name = 'TooManyError';
  readonly code = 'tooMany';
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many: again in ${retryAfterSeconds} s`);
  }
}

/** Nobody is signed in, or the proof of who is asking does not hold. */
export class AuthenticationError extends LiaisonError {
  override readonly name = 'AuthenticationError';
  readonly code = 'authentication';
  constructor(readonly reason: Message) {
    super(`Not signed in: ${reason.key}`);
  }
}

/** Something we depend on does not answer. Nothing was changed; the same request may succeed later. */
export class UnavailableError extends LiaisonError {
  override readonly name = 'UnavailableError';
  readonly code = 'unavailable';
  /** `reason`: what is off and why, where it will not pass by itself. */
  constructor(
    cause: unknown,
    readonly reason?: Message,
  ) {
    super('A part we depend on does not answer', { cause });
  }
}
