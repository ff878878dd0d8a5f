/**
 * The last middleware: every error leaves in the one form, with its status and, where coming back helps, `Retry-After`.
 */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type CodedRefusal, errorBody, refusal } from '#protocol/errors.ts';
import type { Log } from '../telemetry/log.ts';
import { errorStatus } from './error-status.ts';
import { judgeError } from './judge-error.ts';

/** Answers anything thrown by a route or by Express itself. */
export function sendError(log: Log): ErrorRequestHandler {
  return (thrown, _request, response, next) => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const refused = fromExpress(thrown) ?? judgeError(thrown, log);
    const retryAfter = refused.facts.retryAfterSeconds;
    if (typeof retryAfter === 'number') response.set('Retry-After', String(Math.ceil(retryAfter)));
    response.status(errorStatus[refused.code]).json(errorBody(refused));
  };
}

/** Answers paths that nobody serves. */
export const sendNotFound: RequestHandler = () => {
  throw refusal('NOT_FOUND', 'There is nothing here.');
};

function fromExpress(thrown: unknown): CodedRefusal | undefined {
  if (!(thrown instanceof Error) || !('type' in thrown)) {
    const isBadPath = thrown instanceof URIError;
    return isBadPath ? refusal('VALIDATION_FAILED', 'The address is not well formed.') : undefined;
  }
  if (thrown.type === 'entity.too.large') return refusal('PAYLOAD_TOO_LARGE', 'The request is too large.');
  const bodyFaults: unknown[] = [
    'entity.parse.failed',
    'encoding.unsupported',
    'charset.unsupported',
    'request.aborted',
  ];
  const unreadable = bodyFaults.includes(thrown.type) || thrown.type === 'request.size.invalid';
  return unreadable ? refusal('VALIDATION_FAILED', 'The body is not readable JSON.', { issues: [] }) : undefined;
}
