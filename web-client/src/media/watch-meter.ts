/**
 * Looks once a second at what arrives and keeps the last two minutes of it.
 */
import { createStore, type Readable, type Store } from '../signalling/index.ts';
import { readSample, type StatsReport, type WatchSample } from './watch-sample.ts';

export interface WatchMeterOptions {
  /** The browser's count; undefined while nothing is received. */
  readonly stats: () => Promise<StatsReport | undefined>;
  /** Whether pictures are wanted now. */
  readonly wanted: () => boolean;
  /** The track whose picture is shown. */
  readonly shown: () => string | undefined;
}

const everyMs = 1_000;
/** Two minutes of them, and the one that the first of those is compared with. */
const kept = 121;

export class WatchMeter {
  readonly #options: WatchMeterOptions;
  readonly #samples: Store<readonly WatchSample[]> = createStore<readonly WatchSample[]>([]);
  readonly #timer: ReturnType<typeof setInterval>;
  #looking = false;

  constructor(options: WatchMeterOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#look(), everyMs);
    void this.#look();
  }

  /** Oldest first, a second apart; a hidden page's come later than that. Of one transport: a new one begins anew. */
  get samples(): Readable<readonly WatchSample[]> {
    return this.#samples;
  }

  /** The samples of the last milliseconds. */
  last(ms: number): readonly WatchSample[] {
    return newest(this.#samples.get(), ms);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const report = await this.#options.stats();
      if (report !== undefined) this.#add(report);
    } catch {
      // The transport went away while it was asked; the next look is at another one.
      this.#samples.set([]);
    } finally {
      this.#looking = false;
    }
  }

  #add(report: StatsReport): void {
    const known = this.#samples.get();
    const before = known.at(-1);
    const sample = readSample(report, performance.now(), false, this.#options.shown());
    // A look that came late is followed at once by the next: of so short a time the browser's counts say nothing.
    if (before !== undefined && sample.atMs - before.atMs < everyMs / 2) return;
    const watching = this.#options.wanted() && isShown(before, sample);
    const continues = before === undefined || (sample.bytes >= before.bytes && sample.packets >= before.packets);
    this.#samples.set([...(continues ? known : []), { ...sample, watching }].slice(-kept));
  }
}

/** Samples of the last milliseconds before the newest. */
export function newest(samples: readonly WatchSample[], ms: number): readonly WatchSample[] {
  const from = (samples.at(-1)?.atMs ?? 0) - ms;
  // Timers are late by a little: five seconds are five looks.
  return samples.filter(({ atMs }) => atMs >= from - everyMs / 2);
}

/** Pictures come, or came and are still wanted; of another track they first have to. */
function isShown(before: WatchSample | undefined, now: WatchSample): boolean {
  return before !== undefined && before.picture === now.picture && (before.watching || now.frames > before.frames);
}
