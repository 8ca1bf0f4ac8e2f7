// Structured logs that cannot carry personal data: only the fields listed here exist, and none of them holds a name,
// an address, a token or what somebody typed. Ids instead of people, route patterns instead of URLs.
import { pino, type DestinationStream } from 'pino';

export interface LogFields {
  requestId?: string;
  method?: string;
  route?: string;
  status?: number;
  milliseconds?: number;
  actorKind?: string;
  actorId?: number;
  clientId?: number;
  count?: number;
  code?: string;
  errorName?: string;
  /** Positions in our own code only: file:line. A driver's message may quote data, so it is never logged. */
  errorAt?: string;
  path?: string;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function createLog(destination?: DestinationStream): Log {
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    ...(destination ? [destination] : []),
  );
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
  };
}

/** What may be said of an error in a log: its name, its code and where in our code it came from. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const { code } = error as { code?: unknown };
  // Frames only: the lines before them are the message.
  const at = /^ +at .*\/(module\/[\w./-]+\.[jt]s:\d+)/m.exec(error.stack ?? '')?.[1];
  return {
    errorName: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(at ? { errorAt: at } : {}),
  };
}
