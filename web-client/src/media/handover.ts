/**
 * Changing over from one way to the media to another: the old one is shown until pictures come over the new one, so that
 * nobody sees a gap where the server had the time to give notice.
 */
import type { Received } from './received.ts';

const lookEveryMs = 50;
/** A way over which nothing comes for so long is shown all the same: its troubles are then seen for what they are. */
const withinMs = 5_000;

export class Handover {
  #old: Received | undefined;
  #over: Promise<void> | undefined;

  get isUnderWay(): boolean {
    return this.#old !== undefined;
  }

  /** Keeps this one until `over`. */
  keep(old: Received): void {
    this.end();
    this.#old = old;
  }

  /** Resolves when pictures come over the new way, or nobody waits for them any more. The old one is closed by the next `end`. */
  over(fresh: Received): Promise<void> {
    this.#over ??= untilDecoded(fresh, () => this.isUnderWay);
    return this.#over;
  }

  /** Idempotent: closes the old one. */
  end(): void {
    this.#old?.close();
    this.#old = undefined;
    this.#over = undefined;
  }
}

async function untilDecoded(fresh: Received, isWanted: () => boolean): Promise<void> {
  const untilMs = performance.now() + withinMs;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(async () => {
    const late = performance.now() > untilMs || !isWanted();
    if (late || (await decodes(fresh))) resolve();
  }, lookEveryMs);
  await promise;
  clearInterval(timer);
}

/** Whether a picture was decoded; where only sound is sent, whether that comes. */
async function decodes(fresh: Received): Promise<boolean> {
  const kinds = fresh.tracks().map(({ track }) => track.kind);
  const kind = kinds.includes('video') ? 'video' : 'audio';
  let seen = false;
  const report = await fresh.stats().catch(() => undefined);
  report?.forEach((entry: Readonly<Record<string, unknown>>) => {
    if (entry.type !== 'inbound-rtp' || entry.kind !== kind) return;
    if (Number(kind === 'video' ? entry.framesDecoded : entry.packetsReceived) > 0) seen = true;
  });
  return seen;
}
