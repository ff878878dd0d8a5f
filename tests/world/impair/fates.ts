/**
 * What a bad network does to each packet: decided from its size, the time and chance, nothing else, so that a test can go
 * through an hour of it in a moment.
 */

/** One direction of a link. */
export interface Impairment {
  /** Milliseconds that every packet takes. */
  readonly delayMs: number;
  /** Up to so many more, evenly spread. A packet never overtakes another by this alone. */
  readonly jitterMs: number;
  /** Share of packets that never arrive, 0 to 1. */
  readonly loss: number;
  /** Share of packets that are held back by `reorderMs` while others go on, 0 to 1. */
  readonly reorder: number;
  readonly reorderMs: number;
  /** Bits a second; undefined: as fast as can be. */
  readonly rateBps: number | undefined;
  /** Bytes that may wait for their turn under a rate; what comes on top is lost. */
  readonly queueBytes: number;
  /** Nothing that is sent from now on arrives. */
  readonly dark: boolean;
}

/** A link with nothing wrong with it. */
export const sound: Impairment = {
  ...{ delayMs: 0, jitterMs: 0, loss: 0, reorder: 0, reorderMs: 20 },
  ...{ rateBps: undefined, queueBytes: 64 * 1024, dark: false },
};

/** When a packet arrives, by the clock it was asked with, or why it never does. */
export type Fate = { readonly atMs: number } | { readonly lost: 'chance' | 'queue' | 'dark' };

export class Fates {
  #impairment: Impairment = sound;
  readonly #chance: () => number;
  /** When the wire has sent everything it was given. */
  #freeAtMs = 0;
  /** When the last packet arrives that was not held back. */
  #lastMs = 0;

  /** @param chance numbers in [0, 1); a packet takes three, whatever is wrong, so that one fault does not shift another */
  constructor(chance: () => number) {
    this.#chance = chance;
  }

  /** From the next packet on. @throws where a value makes no sense */
  impair(changes: Partial<Impairment>): void {
    const wanted = { ...this.#impairment, ...changes };
    const { loss, reorder, rateBps, ...rest } = wanted;
    const lengths = [rest.delayMs, rest.jitterMs, rest.reorderMs, rest.queueBytes, rateBps ?? 0];
    const shares = [loss, reorder].every((share) => share >= 0 && share <= 1);
    if (!shares || lengths.some((length) => !(length >= 0)) || rateBps === 0) {
      throw new Error(`No link is like this: ${JSON.stringify(changes)}`);
    }
    this.#impairment = wanted;
  }

  of(bytes: number, nowMs: number): Fate {
    const { loss, reorder, dark } = this.#impairment;
    const [lost, later, held] = [this.#chance() < loss, this.#chance(), this.#chance() < reorder];
    if (dark) return { lost: 'dark' };
    if (lost) return { lost: 'chance' };
    const sentMs = this.#send(bytes, nowMs);
    return sentMs === undefined ? { lost: 'queue' } : { atMs: this.#arrival(sentMs, later, held) };
  }

  /** When the wire has sent it; undefined where too much waits for that already. */
  #send(bytes: number, nowMs: number): number | undefined {
    const { rateBps, queueBytes } = this.#impairment;
    if (rateBps === undefined) return nowMs;
    const bytesAMs = rateBps / 8_000;
    const beginsMs = Math.max(nowMs, this.#freeAtMs);
    if ((beginsMs - nowMs) * bytesAMs + bytes > queueBytes) return undefined;
    this.#freeAtMs = beginsMs + bytes / bytesAMs;
    return this.#freeAtMs;
  }

  #arrival(sentMs: number, later: number, held: boolean): number {
    const { delayMs, jitterMs, reorderMs } = this.#impairment;
    const atMs = Math.max(this.#lastMs, sentMs + delayMs + later * jitterMs);
    if (held) return atMs + reorderMs;
    this.#lastMs = atMs;
    return atMs;
  }
}
