/**
 * Asks the server what the overlay is to show, without a sign-in and without a socket. The server holds a question open
 * until there is something new; one that holds none is asked once a second. Where the server is away it waits longer and
 * longer and goes on from where it was; where the address was revoked it shows nothing and asks once a minute.
 */
import { routes } from '#protocol/http/routes.ts';
import type { ShownTip, TipGoal } from '#protocol/http/tips.ts';
import { ApiError } from '../../api/api-error.ts';
import { exchange } from '../../api/exchange.ts';
import { randomShare, reconnectDelayMs } from '../../signalling/backoff.ts';
import { createListeners } from '../../signalling/listeners.ts';
import { createStore, type Readable } from '../../signalling/store.ts';
import { freshMemory, memoryFrom, newTips, type OverlayMemory, readUpTo, withoutShown } from './overlay-memory.ts';

export interface OverlayState {
  /** Nothing is shown under an address that was revoked, or never was one. */
  readonly revoked: boolean;
  /** 0 … 100 */
  readonly volume: number;
  readonly goal: TipGoal | null;
}

/** Where the memory is kept: the session storage of the page. */
export interface Keeping {
  get(): string | null;
  set(text: string): void;
}

const everyMs = 1_000;
const revokedMs = 60_000;
/** How long the server is to hold a question, and how long its answer is waited for. */
const holdS = 20;
const patienceMs = 30_000;
/** Shortest time between two questions, however fast tips come. */
const soonMs = 100;
/** An answer without news that took so long was held; a little less, for clocks that differ. */
const heldMs = holdS * 1_000 - 500;
/** So many are answered at most: then there may be more already. */
const fullAnswer = 50;

export class OverlayFeed {
  readonly #token: string;
  readonly #keeping: Keeping;
  readonly #state = createStore<OverlayState>({ revoked: false, volume: 0, goal: null });
  readonly #came = createListeners<ShownTip>();
  readonly #judged = createListeners<never>();
  #memory: OverlayMemory;
  /** What waited when the page was closed is shown once the server has said how. */
  #restored: readonly ShownTip[];
  #failures = 0;
  /** What the page shows besides tips; null: nothing yet, or the server was away, so it must know at once. */
  #shown: string | null = null;
  readonly #closing = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  readonly onTip = this.#came.listen;
  /** A message is shown here only where no moderator need look at it, so there is nothing to judge. */
  readonly onJudged = this.#judged.listen;

  constructor(token: string, keeping: Keeping) {
    this.#token = token;
    this.#keeping = keeping;
    this.#memory = memoryFrom(keeping.get(), token);
    this.#restored = this.#memory.waiting;
  }

  get state(): Readable<OverlayState> {
    return this.#state;
  }

  /** Begins to ask, until it is closed. */
  start(): void {
    void this.#ask();
  }

  /** Something came on: it is not shown again. @param count how many tips are on the card */
  shown(id: string | undefined, count: number): void {
    this.#keep(withoutShown(this.#memory, id, count));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#closing.abort();
  }

  async #ask(): Promise<void> {
    const delayMs = await this.#once().catch((thrown: unknown) => this.#failed(thrown));
    if (!this.#closed) this.#timer = setTimeout(() => void this.#ask(), delayMs);
  }

  /** One question and its answer. @returns milliseconds until the next one */
  async #once(): Promise<number> {
    const { cursor: after } = this.#memory;
    const startedMs = performance.now();
    const answer = await exchange(
      routes.readOverlay,
      {
        params: { token: this.#token },
        query: after === null ? {} : { after, ...(this.#shown === null ? {} : { wait: holdS }) },
        signal: AbortSignal.any([AbortSignal.timeout(patienceMs), this.#closing.signal]),
      },
      null,
    );
    if (this.#closed) return 0;
    const { cursor, goal, settings, tips } = answer;
    const shown = JSON.stringify([settings, goal]);
    const isNew = tips.length > 0 || shown !== this.#shown;
    this.#shown = shown;
    this.#failures = 0;
    this.#state.set({ revoked: false, volume: settings.volume, goal });
    const fresh = newTips(this.#memory, tips, settings.leastTokens);
    // Kept before anything is shown: who reloads now sees them still.
    this.#keep(readUpTo(this.#memory, cursor, fresh));
    for (const tip of [...this.#restored, ...fresh]) this.#came.tell(tip);
    this.#restored = [];
    if (tips.length >= fullAnswer) return 0;
    const tookMs = performance.now() - startedMs;
    return isNew || tookMs >= heldMs ? Math.max(0, soonMs - tookMs) : everyMs;
  }

  #failed(thrown: unknown): number {
    this.#shown = null;
    const refused = thrown instanceof ApiError ? thrown : null;
    if (refused?.code === 'NOT_FOUND') {
      this.#keep(freshMemory(this.#token));
      this.#restored = [];
      this.#state.set({ revoked: true, volume: 0, goal: null });
      return revokedMs;
    }
    // A place to read on from that the server does not know is of no use.
    if (refused?.code === 'VALIDATION_FAILED') this.#keep({ ...this.#memory, cursor: null });
    this.#failures += 1;
    const waitMs = Math.max(everyMs, reconnectDelayMs(this.#failures, randomShare()));
    return Math.max(waitMs, (refused?.retryAfterS ?? 0) * 1_000);
  }

  #keep(memory: OverlayMemory): void {
    this.#memory = memory;
    this.#keeping.set(JSON.stringify(memory));
  }
}
