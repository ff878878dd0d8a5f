/**
 * Requests on their way to a media node, each answered, timed out or ended with the connection.
 */
import type { z } from 'zod';
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import { ControlAnswer } from '#protocol/media/control.ts';

export interface PendingRequests {
  /** Registers a request and sends it by `send`. @throws Refusal MEDIA_UNAVAILABLE where no answer comes in time. */
  ask(send: (id: number) => void): Promise<unknown>;
  /** Takes an answer in. */
  settle(message: unknown): void;
  /** Fails everything that waits. */
  failAll(): void;
}

type Refused = Extract<z.infer<typeof ControlAnswer>, { ok: false }>['error'];

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (refused: CodedRefusal) => void;
  readonly timer: NodeJS.Timeout;
}

/** @param timeoutMs longest wait for one answer */
export function createPendingRequests(timeoutMs: number): PendingRequests {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const take = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    clearTimeout(found?.timer);
    return found;
  };

  return {
    ask: (send) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        const timer = setTimeout(() => take(id)?.reject(unavailable()), timeoutMs);
        waiting.set(id, { resolve, reject, timer });
        send(id);
      }),
    settle(message) {
      const answer = ControlAnswer.parse(message);
      const one = take(answer.id);
      if (answer.ok) one?.resolve(answer.result);
      else one?.reject(refusedAs(answer.error));
    },
    failAll() {
      for (const id of [...waiting.keys()]) take(id)?.reject(unavailable());
    },
  };
}

/** What passes says when to ask again. */
function refusedAs({ error, message }: Refused): CodedRefusal {
  return refusal(error, message, error === 'MEDIA_UNAVAILABLE' ? { retryAfterSeconds: 1 } : {});
}

/** The refusal for a media node that cannot be reached. */
export function unavailable(): CodedRefusal {
  return refusal('MEDIA_UNAVAILABLE', 'The media server cannot be reached right now.', { retryAfterSeconds: 1 });
}
