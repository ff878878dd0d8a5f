/**
 * The show of tips: takes them from their feed, brings one act after the other onto the stage, and rings for each. No React.
 */
import { createStore, type Readable, type Store } from '../../signalling/store.ts';
import type { TipFeed } from './room-tips.ts';
import { type Act, actAfterVerdict, emptyQueue, lastsMs, nextAct, queueAfterVerdict, queued } from './tip-queue.ts';

export interface TipShowOptions {
  /** Called as each act begins. */
  readonly onAct: (act: Act) => void;
  /** Between two acts, in milliseconds. */
  readonly pauseMs?: number;
}

export class TipShow {
  readonly #options: TipShowOptions;
  readonly #act: Store<Act | undefined> = createStore<Act | undefined>(undefined);
  readonly #stops: readonly (() => void)[];
  #queue = emptyQueue;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(feed: TipFeed, options: TipShowOptions) {
    this.#options = options;
    this.#stops = [
      feed.onTip((tip) => {
        this.#queue = queued(this.#queue, tip);
        // A moment later: what comes together is seen together.
        this.#timer ??= setTimeout(() => this.#next(), 0);
      }),
      feed.onJudged((judged) => {
        this.#queue = queueAfterVerdict(this.#queue, judged);
        const act = this.#act.get();
        if (act !== undefined) this.#act.set(actAfterVerdict(act, judged));
      }),
    ];
  }

  /** What is on the stage now. */
  get act(): Readable<Act | undefined> {
    return this.#act;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  #next(): void {
    const next = nextAct(this.#queue);
    if (next === undefined) {
      this.#timer = undefined;
      return;
    }
    this.#queue = next.queue;
    this.#act.set(next.act);
    this.#timer = setTimeout(() => this.#end(), lastsMs(next.act, next.queue.waiting.length > 0));
    // Last: where a browser refuses a sound, the show goes on.
    this.#options.onAct(next.act);
  }

  #end(): void {
    this.#act.set(undefined);
    this.#timer = setTimeout(() => this.#next(), this.#options.pauseMs ?? 250);
  }
}
