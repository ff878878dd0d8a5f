/**
 * Structured logs: one JSON line an event on standard output, secrets redacted.
 */
import { type Logger, pino } from 'pino';

export type Log = Logger;

/** @param level least severe level that is written, as LOG_LEVEL says. */
export function createLog(process: string, level: string): Log {
  return pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]', '*.password', '*.token'],
      censor: '[redacted]',
    },
  });
}
