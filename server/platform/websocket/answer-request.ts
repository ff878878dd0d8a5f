/**
 * One request of a session: known method, ids that grow, parameters that hold, the handler, one answer.
 */
import { errorBody, refusal } from '#protocol/errors.ts';
import type { Answer, Request } from '#protocol/socket/envelope.ts';
import { isMethod, type MethodName, methods, type Params, type Result } from '#protocol/socket/requests.ts';
import { judgeError } from '../http/judge-error.ts';
import type { Log } from '../telemetry/log.ts';
import type { Session } from './session.ts';

/** One handler for each method, exhaustively by type. */
export type SignalHandlers = {
  readonly [M in MethodName]: (session: Session, params: Params<M>) => Promise<Result<M>>;
};

/** Handlers of some of the methods, as a domain's `signals.ts` gives them. */
export type SomeHandlers<M extends MethodName> = Pick<SignalHandlers, M>;

/** The answer to a request whose method exists; never rejects. */
export async function answerRequest(
  handlers: SignalHandlers,
  session: Session,
  request: Request & { method: MethodName },
  log: Log,
): Promise<Answer> {
  try {
    const method = methods[request.method];
    if (method.who !== 'anyone' && session.identity === null) throw refusal('UNAUTHENTICATED', 'Please sign in.');
    const params = method.params.parse(request.params ?? {});
    const handle = handlers[request.method] as (session: Session, params: unknown) => Promise<unknown>;
    return { type: 'answer', id: request.id, ok: true, result: await handle(session, params) };
  } catch (thrown) {
    return { type: 'answer', id: request.id, ok: false, error: errorBody(judgeError(thrown, log)) };
  }
}

/** Narrows a request to one whose method exists. @throws Refusal UNKNOWN_METHOD */
export function requireMethod(request: Request): Request & { method: MethodName } {
  if (!isMethod(request.method)) throw refusal('UNKNOWN_METHOD', 'There is no such method.');
  return { ...request, method: request.method };
}
