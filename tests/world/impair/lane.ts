/**
 * One direction of a link in real time: hands each packet on when its fate says so. Bounded, and silent once closed.
 */
import { Fates, type Impairment } from './fates.ts';

/** What became of the packets so far. */
export interface LaneCounts {
  readonly taken: number;
  readonly delivered: number;
  /** Lost by chance. */
  readonly lost: number;
  /** Lost because too much waited. */
  readonly overflowed: number;
  /** Lost in a blackout. */
  readonly darkened: number;
}

interface Waiting {
  readonly atMs: number;
  readonly deliver: () => void;
}

/** More than this wait in no link that is worth a test: 3 s of 40 viewers. */
const mostWaiting = 20_000;

export class Lane {
  readonly #fates: Fates;
  /** Next one last. */
  readonly #waiting: Waiting[] = [];
  readonly #counts = { taken: 0, delivered: 0, lost: 0, overflowed: 0, darkened: 0 };
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(chance: () => number) {
    this.#fates = new Fates(chance);
  }

  get counts(): LaneCounts {
    return { ...this.#counts };
  }

  /** @throws where a value makes no sense */
  impair(changes: Partial<Impairment>): void {
    this.#fates.impair(changes);
  }

  /** @param deliver called at most once; at once where nothing is wrong with the link */
  take(bytes: number, deliver: () => void): void {
    if (this.#closed) return;
    this.#counts.taken += 1;
    const nowMs = performance.now();
    const fate = this.#fates.of(bytes, nowMs);
    if ('lost' in fate) {
      this.#counts[({ chance: 'lost', queue: 'overflowed', dark: 'darkened' } as const)[fate.lost]] += 1;
    } else if (fate.atMs <= nowMs && this.#waiting.length === 0) {
      this.#deliver(deliver);
    } else if (this.#waiting.length >= mostWaiting) {
      this.#counts.overflowed += 1;
    } else {
      this.#wait({ atMs: fate.atMs, deliver });
    }
  }

  /** What waits is forgotten. Idempotent. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #wait(one: Waiting): void {
    // Nearly always the last to leave: looked for from that end.
    const later = this.#waiting.findIndex(({ atMs }) => atMs <= one.atMs);
    this.#waiting.splice(later === -1 ? this.#waiting.length : later, 0, one);
    if (this.#waiting.at(-1) === one || this.#timer === undefined) this.#wake();
  }

  #wake(): void {
    clearTimeout(this.#timer);
    const next = this.#waiting.at(-1);
    this.#timer =
      next === undefined ? undefined : setTimeout(() => this.#deliverDue(), Math.max(0, next.atMs - performance.now()));
  }

  #deliverDue(): void {
    // Timers are a millisecond coarse: what is due within half of one goes now.
    while ((this.#waiting.at(-1)?.atMs ?? Number.POSITIVE_INFINITY) <= performance.now() + 0.5) {
      const due = this.#waiting.pop();
      if (due !== undefined) this.#deliver(due.deliver);
    }
    this.#wake();
  }

  #deliver(deliver: () => void): void {
    this.#counts.delivered += 1;
    deliver();
  }
}
