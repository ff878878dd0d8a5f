/**
 * What a failed query means. Prisma wraps the driver's error in one of several shapes, some of which hold another; these
 * questions look through all of them, so that nobody else has to know Prisma's or Postgres' codes.
 */

/** Prisma: cannot reach, timed out, closed, pool exhausted, transaction could not start or took too long, too many clients. */
const prismaDown = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** Socket errors of Node. */
const socketDown = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'ENOENT']);
/** The driver adapter's own names. */
const kindDown = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
/** Postgres: connection exceptions (class 08), shutting down, crashed, starting, too many connections. */
const sqlDown = /^(08...|57P0[123]|53300)$/;
/** The driver has no code for these. */
const saidDown =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable/;

/** True where the database cannot be had: unreachable, gone, or all connections busy. The edges answer OVERLOADED. */
export function isDatabaseDown(error: unknown): boolean {
  return some(error, (given) => {
    const { code, originalCode, kind, message } = given;
    if (typeof code === 'string' && (prismaDown.has(code) || socketDown.has(code) || sqlDown.test(code))) return true;
    if (typeof originalCode === 'string' && sqlDown.test(originalCode)) return true;
    if (typeof kind === 'string' && kindDown.has(kind)) return true;
    return typeof message === 'string' && saidDown.test(message);
  });
}

/**
 * True where Postgres ended a statement that took longer than it may (or somebody cancelled it): nothing of it was done. The
 * database is there, only too slow for this; so health does not suffer, and the edges answer OVERLOADED all the same.
 */
export function tookTooLong(error: unknown): boolean {
  return some(error, ({ code, originalCode }) => code === '57014' || originalCode === '57014');
}

/** True where Postgres asks to run the transaction again: serialization failure or deadlock. */
export function asksToTryAgain(error: unknown): boolean {
  return some(error, ({ code, originalCode, kind }) => {
    return (
      code === 'P2034' || originalCode === '40001' || originalCode === '40P01' || kind === 'TransactionWriteConflict'
    );
  });
}

/** True where a unique constraint or unique index refused the row. */
export function isDuplicate(error: unknown): boolean {
  return some(error, ({ code, originalCode }) => code === 'P2002' || originalCode === '23505');
}

type Fields = Readonly<Record<string, unknown>>;

/** Asks the error and everything it wraps; bounded, because errors may hold each other. */
function some(error: unknown, holds: (fields: Fields) => boolean, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 6) return false;
  const fields = error as Fields;
  if (holds(fields)) return true;
  const inner = [fields.cause, fields.meta, fields.driverAdapterError, ...asList(fields.errors)];
  return inner.some((one) => some(one, holds, depth + 1));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
