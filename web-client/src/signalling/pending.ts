/**
 * Requests that wait for their answer. Their ids only grow for as long as the page lives, so that one repeated after a
 * resume can be told from a new one by its number alone.
 */
import type { Answer } from '#protocol/socket/envelope.ts';
import { type MethodName, methods, type Params, type Result } from '#protocol/socket/requests.ts';
import { requestFrame } from './frames.ts';
import { fromErrorBody, SignallingError } from './signalling-error.ts';

interface Waiting {
  readonly method: MethodName;
  readonly frame: string;
  /** Who asked; undefined: the page did not know. */
  readonly person: string | null | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

export interface Pending {
  /** Numbers a request of this person and keeps it until it is answered. */
  add<M extends MethodName>(
    method: M,
    params: Params<M>,
    person: string | null | undefined,
  ): { frame: string; answered: Promise<Result<M>> };
  /** Ends the request this answers. The method it was, or undefined where nothing waited for it. */
  settle(answer: Answer): { method: MethodName; result: unknown } | undefined;
  /** Frames of everything unanswered, oldest first. */
  frames(): string[];
  has(method: MethodName): boolean;
  rejectAll(error: SignallingError): void;
  /** Rejects what somebody else asked than the person whom the server answers now. */
  rejectOthers(person: string | null, error: SignallingError): void;
}

/** @param timeoutMs how long an answer may take before the request is rejected with TIMED_OUT */
export function createPending(timeoutMs: number): Pending {
  let lastId = 0;
  const waiting = new Map<number, Waiting>();
  const rejectWhere = (holds: (request: Waiting) => boolean, error: SignallingError): void => {
    for (const [id, request] of waiting) {
      if (!holds(request)) continue;
      waiting.delete(id);
      clearTimeout(request.timer);
      request.reject(error);
    }
  };
  return {
    add(method, params, person) {
      lastId += 1;
      const id = lastId;
      const frame = requestFrame(id, method, params);
      const answered = new Promise<unknown>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new SignallingError('TIMED_OUT', `The server did not answer ${method} in time.`));
        }, timeoutMs);
        waiting.set(id, { method, frame, person, resolve, reject, timer });
      });
      return { frame, answered: answered as Promise<Result<typeof method>> };
    },
    settle(answer) {
      const request = waiting.get(answer.id);
      if (request === undefined) return undefined;
      waiting.delete(answer.id);
      clearTimeout(request.timer);
      const result = judge(request.method, answer);
      if (result instanceof SignallingError) request.reject(result);
      else request.resolve(result);
      return { method: request.method, result };
    },
    frames: () => [...waiting.values()].map(({ frame }) => frame),
    has: (method) => [...waiting.values()].some((request) => request.method === method),
    rejectAll: (error) => rejectWhere(() => true, error),
    rejectOthers: (answered, error) => rejectWhere(({ person }) => person !== undefined && person !== answered, error),
  };
}

function judge(method: MethodName, answer: Answer): unknown {
  if (!answer.ok) return fromErrorBody(answer.error);
  const read = methods[method].result.safeParse(answer.result);
  if (read.success) return read.data;
  return new SignallingError('INTERNAL', `The server’s answer to ${method} breaks the protocol.`);
}
