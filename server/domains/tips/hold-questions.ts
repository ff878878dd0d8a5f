/**
 * The questions of overlay pages that this process holds open: who waits for which performer, how many may, and what wakes
 * them. Many words of one performer within a moment wake once.
 */
import { type Bell, createBell } from '#kernel/bell.ts';
import { throttle } from '#kernel/throttle.ts';

export interface HeldQuestion {
  /** Nobody waits for it any more, or this process stops. */
  readonly over: boolean;
  /** Resolves when something of the performer's happened since the last call, when it is over, and in any case after `withinMs`. */
  wait(withinMs: number): Promise<void>;
  /** Makes room; once it was answered. */
  release(): void;
}

export interface HeldQuestions {
  /** Wakes from now on. @param gone aborted when the page goes away @returns null where too many are held, or this process stops */
  hold(performerId: string, gone: AbortSignal): HeldQuestion | null;
  /** Something happened that this performer's pages may show. */
  wake(performerId: string): void;
  /** So many are held. */
  count(): number;
  /** All are answered at once, and no other is held. */
  close(): void;
}

/** A source in several scenes of OBS is several pages. */
const mostOfOne = 10;
/** Each is a connection and a few hundred bytes. */
const mostOfAll = 2_000;
const wakeEveryMs = 40;

/** What this process holds: nothing yet. @param most of all performers together */
export function holdQuestions(most = mostOfAll): HeldQuestions {
  const held = new Map<string, Set<Bell>>();
  let count = 0;
  let open = true;
  const ringAll = async (performerId: string): Promise<void> => {
    for (const bell of held.get(performerId) ?? []) bell.ring();
  };
  // Ringing does not fail.
  const waking = throttle(wakeEveryMs, ringAll, () => undefined);
  const forget = (performerId: string, bell: Bell): void => {
    const bells = held.get(performerId);
    if (bells?.delete(bell) !== true) return;
    count -= 1;
    if (bells.size === 0) held.delete(performerId);
  };
  return {
    hold(performerId, gone) {
      const bells = held.get(performerId) ?? new Set();
      if (!open || gone.aborted || count >= most || bells.size >= mostOfOne) return null;
      const bell = createBell();
      held.set(performerId, bells.add(bell));
      count += 1;
      const release = (): void => forget(performerId, bell);
      const leave = (): void => {
        release();
        bell.end();
      };
      gone.addEventListener('abort', leave, { once: true });
      return {
        get over() {
          return bell.ended;
        },
        wait: bell.wait,
        release,
      };
    },
    wake(performerId) {
      if (held.has(performerId)) waking.ask(performerId);
    },
    count: () => count,
    close() {
      open = false;
      waking.close();
      for (const bells of held.values()) for (const bell of bells) bell.end();
    },
  };
}
