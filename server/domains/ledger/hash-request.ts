/**
 * What an idempotency key remembers of a request.
 */
import { createHash } from 'node:crypto';

/** The same for the same request, whatever the order of its fields: SHA-256 in hexadecimal. Absent fields are not counted. */
export function hashRequest(request: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(request)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
