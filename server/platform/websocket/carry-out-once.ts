/**
 * A request that must not run twice: its id is reserved in Redis before it begins. Who asks it again after a resume, at this
 * process or another, gets its answer, waits for it, or hears that nobody can say what became of it. What was asked later
 * waits as well, so that nothing of a session is overtaken by what its last holder still has under way.
 */
import { type Clock, sleep } from '#kernel/clock.ts';
import { type CodedRefusal, errorBody, refusal } from '#protocol/errors.ts';
import type { Answer } from '#protocol/socket/envelope.ts';
import type { Log } from '../telemetry/log.ts';
import type { Session } from './session.ts';
import { prolongEveryMs } from './session-keys.ts';
import type { Reserved, SessionStore } from './session-store.ts';

interface OnceDeps {
  readonly store: Pick<SessionStore, 'reserve' | 'prolong'>;
  readonly clock: Clock;
  readonly log: Log;
}

interface OnceRequest {
  readonly session: Session;
  readonly id: number;
  /** Carries it out and keeps the answer. @returns its frame; undefined where the session is another process's */
  readonly carryOut: () => Promise<string | undefined>;
  /** Whether somebody is there to hear the answer. */
  readonly isHeard: () => boolean;
}

/** How long a request waits for one that is under way elsewhere. Less than pages wait for an answer. */
const longestWaitMs = 10_000;
const lookEveryMs = 100;

/** The frame to say; undefined where there is nothing to say to this socket. */
export async function carryOutOnce(deps: OnceDeps, request: OnceRequest): Promise<string | undefined> {
  const { id } = request;
  const reserved = await reserveInTurn(deps, request);
  switch (reserved.how) {
    case 'mine':
      return whileReserved(deps, request);
    case 'answered':
      return reserved.frame;
    case 'running':
    case 'unknown':
      return refused(id, outcomeUnknown());
    case 'busy':
    case 'missing':
      return refused(id, refusal('OVERLOADED', 'This cannot be done right now.', { retryAfterSeconds: 1 }));
    case 'taken':
      return undefined;
  }
}

/** It was begun, and nobody can say what became of it: the client looks, or asks again under the same idempotency key. */
export function outcomeUnknown(): CodedRefusal {
  return refusal('OUTCOME_UNKNOWN', 'It is not known whether this was done. Look before you do it again.');
}

/** Without Redis nothing can be promised, so nothing is done: `missing`. */
async function reserveInTurn({ store, clock, log }: OnceDeps, request: OnceRequest): Promise<Reserved> {
  const { session, id, isHeard } = request;
  const untilMs = clock.monotonicMs() + longestWaitMs;
  while (true) {
    const reserved = await store.reserve(session.record, id).catch((error: unknown): Reserved => {
      log.debug({ err: error }, 'a request was not reserved');
      return { how: 'missing' };
    });
    const waits = reserved.how === 'running' || reserved.how === 'busy';
    if (!waits || !isHeard() || clock.monotonicMs() >= untilMs) return reserved;
    await sleep(lookEveryMs);
  }
}

async function whileReserved(deps: OnceDeps, { session, id, carryOut }: OnceRequest): Promise<string | undefined> {
  session.record.begun = id;
  const prolong = (): void => {
    deps.store.prolong(session.record, id).catch((error: unknown) => {
      deps.log.debug({ err: error }, 'a request was not prolonged');
    });
  };
  const prolonging = setInterval(prolong, prolongEveryMs);
  try {
    return await carryOut();
  } finally {
    clearInterval(prolonging);
  }
}

function refused(id: number, why: CodedRefusal): string {
  const answer: Answer = { type: 'answer', id, ok: false, error: errorBody(why) };
  return JSON.stringify(answer);
}
