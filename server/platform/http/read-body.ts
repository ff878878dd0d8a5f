/**
 * The body of a request: JSON that its route's schema holds and that the database can store.
 */
import type { Request } from 'express';
import { refusal } from '#protocol/errors.ts';
import type { Route, Upload } from '#protocol/http/route.ts';

/** @throws Refusal VALIDATION_FAILED, ZodError */
export function readBody(route: Route, request: Request): unknown {
  if (route.body === undefined) return undefined;
  // Whoever sends something that we do not read should hear of it, not see it ignored.
  if (request.body === undefined && hasBody(request)) {
    throw refusal('VALIDATION_FAILED', 'The body must be JSON, with Content-Type: application/json.', { issues: [] });
  }
  return requireStorable(route.body.parse(request.body ?? {}));
}

/** What a schema holds, where the database can store it too. @throws Refusal VALIDATION_FAILED */
export function requireStorable(parsed: unknown): unknown {
  const path = findUnstorable(parsed);
  if (path === undefined) return parsed;
  const message = 'Text may not contain U+0000 or half of a surrogate pair';
  throw refusal('VALIDATION_FAILED', 'The request does not hold.', { issues: [{ path: path.join('.'), message }] });
}

/** The file that `express.raw` read. @throws Refusal VALIDATION_FAILED where the body is none */
export function readUpload({ types }: Upload, request: Request): Buffer {
  const body: unknown = request.body;
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  const message = `The body must be a file, with one of these types: ${types.join(', ')}.`;
  throw refusal('VALIDATION_FAILED', message, { issues: [] });
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** The path of the first text in a validated body that is not UTF-8 or that Postgres refuses. */
function findUnstorable(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const path = findUnstorable(inner);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}
