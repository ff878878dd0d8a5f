/**
 * A question of an overlay's page. Where it says how long it waits and there is nothing new, it is held open until there is.
 *
 * It is held before it is read, so that nothing happens unheard in between. A tip that is told while an older transaction is
 * still under way cannot be read yet (see read-overlay.ts): then it is read again soon.
 */

import { hashSecret } from '#kernel/ids.ts';
import type { readOverlay as route } from '#protocol/http/overlay.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import { noSuchOverlay } from './errors.ts';
import type { HeldQuestion } from './hold-questions.ts';
import type { BoardDeps } from './parts.ts';
import type { OverlayNow } from './read-overlay.ts';
import { findOverlayBySecret } from './store-overlay.ts';

export interface OverlayQuestion {
  readonly token: string;
  /** How far the page has read; absent: nothing is replayed, and nothing is waited for. */
  readonly after: string | undefined;
  /** Seconds; absent: it is answered at once. */
  readonly wait: number | undefined;
  readonly ip: string;
  /** Aborted when the page goes away. */
  readonly gone: () => AbortSignal;
  /** Told for how many milliseconds it was held. */
  readonly noteHeld: (ms: number) => void;
}

export interface AwaitOverlayDeps extends Pick<BoardDeps, 'database' | 'limits' | 'clock' | 'held'> {
  /** How things stand; read after it was asked. */
  readonly look: (asked: Pick<OverlayQuestion, 'token' | 'after'>) => Promise<OverlayNow>;
}

/** A tip that cannot be read yet is looked for again after so long, then less and less often. */
const soonMs = 40;
const latestMs = 1_000;

/**
 * @throws Refusal RATE_LIMITED; NOT_FOUND where the secret is none (any more), or its performer is gone; VALIDATION_FAILED for
 * a cursor that is none
 */
export async function awaitOverlay(deps: AwaitOverlayDeps, asked: OverlayQuestion): Promise<AnswerOf<typeof route>> {
  const { database, limits, clock, held, look } = deps;
  await limits.take('overlayIp', asked.ip);
  const overlay = await findOverlayBySecret(database.read, hashSecret(asked.token));
  if (overlay === null) throw noSuchOverlay();
  await limits.take('overlay', overlay.performerId);
  const waits = asked.after !== undefined && asked.wait !== undefined;
  const question = waits ? held.hold(overlay.performerId, asked.gone()) : null;
  if (question === null) return (await look(asked)).answer;
  try {
    const endMs = clock.monotonicMs() + (asked.wait ?? 0) * 1_000;
    return await readUntilNew(deps, { asked, question, endMs });
  } finally {
    question.release();
  }
}

async function readUntilNew(
  { clock, look }: AwaitOverlayDeps,
  {
    asked,
    question,
    endMs,
  }: { readonly asked: OverlayQuestion; readonly question: HeldQuestion; readonly endMs: number },
): Promise<AnswerOf<typeof route>> {
  let heldMs = 0;
  let againMs = soonMs;
  while (true) {
    const { answer, isNew, isUnread } = await look(asked);
    const leftMs = endMs - clock.monotonicMs();
    if (isNew || leftMs <= 0 || question.over) return answer;
    const fromMs = clock.monotonicMs();
    await question.wait(isUnread ? Math.min(againMs, leftMs) : leftMs);
    againMs = isUnread ? Math.min(againMs * 2, latestMs) : soonMs;
    heldMs += clock.monotonicMs() - fromMs;
    asked.noteHeld(heldMs);
    if (question.over) return answer;
  }
}
