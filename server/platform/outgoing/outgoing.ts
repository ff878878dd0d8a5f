/**
 * The way out to addresses that people chose: judged as they are written, resolved, judged again, connected to exactly what was
 * judged, cut off after ten seconds.
 */
import { Resolver } from 'node:dns/promises';
import type { Clock } from '#kernel/clock.ts';
import { type NameServer, resolveOutside } from './resolve.ts';
import { type Sending, type Sent, sendTo } from './send.ts';
import { hostOf, targetProblem } from './target.ts';

export interface OutgoingOptions {
  readonly names: NameServer;
  readonly clock: Clock;
  /** WEBHOOK_ALLOW_LOOPBACK: this machine's own addresses may be asked, over http too. */
  readonly allowOwn: boolean;
  /** Longest one request may take in all, in milliseconds; absent: 10,000. */
  readonly withinMs?: number;
}

export interface Outgoing {
  /** Why this address cannot be asked, in words for whoever typed it; null: it may be, or its name cannot be resolved now. */
  problemWith(url: string): Promise<string | null>;
  /** Asks once, follows nothing, rejects never. @param over ends it before its time */
  post(sending: Sending, over?: AbortSignal): Promise<Sent>;
}

const longestMs = 10_000;
/** Who types an address does not wait longer for its name; it is judged again whenever it is asked. */
const judgeWithinMs = 2_000;

/** Asks the machine's name servers, not its table of names; a question takes some three seconds at most. */
export function openResolver(): Resolver {
  return new Resolver({ timeout: 1_000, tries: 2 });
}

/** Connects to nothing yet. */
export function createOutgoing({ names, clock, allowOwn, withinMs = longestMs }: OutgoingOptions): Outgoing {
  return {
    problemWith: async (text) => {
      const problem = targetProblem(text, allowOwn);
      if (problem !== null) return problem;
      const asked = resolveOutside(names, hostOf(new URL(text)), allowOwn);
      const resolved = await within(asked, AbortSignal.timeout(judgeWithinMs));
      return resolved !== null && 'problem' in resolved && resolved.problem === 'forbidden'
        ? 'It is not on the public internet.'
        : null;
    },
    post: async (sending, ended) => {
      const startedMs = clock.monotonicMs();
      const late = AbortSignal.timeout(withinMs);
      const over = ended === undefined ? late : AbortSignal.any([late, ended]);
      const outcome = await postOnce({ names, allowOwn }, sending, over);
      return { ...outcome, tookMs: Math.round(clock.monotonicMs() - startedMs) };
    },
  };
}

async function postOnce(
  { names, allowOwn }: Pick<OutgoingOptions, 'names' | 'allowOwn'>,
  sending: Sending,
  over: AbortSignal,
) {
  // It was judged when it was typed, under other settings perhaps.
  if (targetProblem(sending.url.href, allowOwn) !== null) return { problem: 'forbidden', detail: '' } as const;
  const resolved = await within(resolveOutside(names, hostOf(sending.url), allowOwn), over);
  if (resolved === null) return { problem: 'timeout', detail: '' } as const;
  if ('problem' in resolved) return { problem: resolved.problem, detail: '' } as const;
  return sendTo(resolved.addresses, sending, over);
}

/** Null where it was over first. */
function within<T>(work: Promise<T>, over: AbortSignal): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const end = (): void => resolve(null);
  if (over.aborted) end();
  over.addEventListener('abort', end, { once: true });
  return Promise.race([work, promise]).finally(() => over.removeEventListener('abort', end));
}
