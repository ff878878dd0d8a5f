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

/** What Express and its body parser refuse by themselves; they mark it as something that may be shown. */
function fromExpress(thrown: unknown): CodedRefusal | undefined {
  if (thrown instanceof URIError) return refusal('VALIDATION_FAILED', 'The address is not well formed.');
  if (!(thrown instanceof Error) || !('expose' in thrown && 'status' in thrown) || thrown.expose !== true) {
    return undefined;
  }
  if (thrown.status === errorStatus.PAYLOAD_TOO_LARGE) return refusal('PAYLOAD_TOO_LARGE', 'The request is too large.');
  if (thrown.status === errorStatus.NOT_FOUND) return refusal('NOT_FOUND', 'There is nothing here.');
  return refusal('VALIDATION_FAILED', 'The body is not readable JSON.', { issues: [] });
}
