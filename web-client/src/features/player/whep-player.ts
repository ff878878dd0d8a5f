/**
 * Plays one stream for as long as it is wanted: a session of WHEP after another, with a look at what arrives, and patience
 * between them. Where nothing is live it asks what the stream is doing, which costs nobody a seat. No React, no socket.
 */
import type { ListedStream } from '#protocol/http/streams.ts';
import { randomShare } from '../../signalling/backoff.ts';
import { createStore, type Readable, type Store } from '../../signalling/store.ts';
import { whenAgain } from './when-again.ts';
import { openWhep, WhepRefused, type WhepSession } from './whep-session.ts';

export type PlayerState =
  | { readonly phase: 'starting' | 'waiting' | 'full' | 'trouble' }
  | { readonly phase: 'playing'; readonly stream: MediaStream }
  | { readonly phase: 'refused'; readonly code: string };

export type About = Pick<ListedStream, 'title' | 'performer' | 'state'>;

/** So long may nothing arrive before the session is taken for lost; the first time it has to find its way. */
const silentMs = 4_000;
const firstMs = 8_000;
const lookEveryMs = 1_000;

export class WhepPlayer {
  readonly #id: string;
  readonly #state: Store<PlayerState> = createStore<PlayerState>({ phase: 'starting' });
  readonly #about: Store<About | undefined> = createStore<About | undefined>(undefined);
  #running: AbortController | undefined;
  #failures = 0;

  constructor(id: string) {
    this.#id = id;
  }

  get state(): Readable<PlayerState> {
    return this.#state;
  }

  /** What the stream is called; undefined until it is known. */
  get about(): Readable<About | undefined> {
    return this.#about;
  }

  /** Plays until it is stopped, or refused for good. */
  start(): void {
    if (this.#running !== undefined) return;
    const running = new AbortController();
    this.#running = running;
    this.#failures = 0;
    this.#state.set({ phase: 'starting' });
    void this.#ask(running.signal);
    void this.#run(running.signal);
  }

  /** Gives its seat back. May be started again. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const failed = await this.#play(signal).then(() => undefined, refusalIn);
      if (signal.aborted) return;
      this.#failures += 1;
      const again = whenAgain(
        { code: failed?.code, retryAfterMs: failed?.retryAfterMs },
        this.#failures,
        randomShare(),
      );
      if (again.waitMs === null) return this.#state.set({ phase: 'refused', code: failed?.code ?? '' });
      // The first loss may be over in a moment: the last picture stays until then.
      if (again.as !== 'trouble' || this.#failures > 1) this.#state.set({ phase: again.as as 'waiting' });
      await passed(again.waitMs, signal);
    }
  }

  /** One session, from the question to its end. @throws WhepRefused, or where nobody answers */
  async #play(signal: AbortSignal): Promise<void> {
    if (typeof RTCPeerConnection === 'undefined')
      throw new WhepRefused('UNSUPPORTED', 'There is no WebRTC.', undefined);
    if (this.#state.get().phase === 'waiting' && (await this.#ask(signal))?.state !== 'LIVE')
      throw new WhepRefused('STREAM_NOT_LIVE', 'It is not live yet.', undefined);
    const session = await openWhep(`/whep/${this.#id}`, signal);
    const end = (): void => session.end();
    signal.addEventListener('abort', end, { once: true });
    await this.#untilSilent(session, signal).finally(() => {
      signal.removeEventListener('abort', end);
      session.end();
    });
  }

  async #untilSilent({ peer, stream }: WhepSession, signal: AbortSignal): Promise<void> {
    let [bytes, heardAt, patienceMs] = [0, performance.now(), firstMs];
    while (!signal.aborted && performance.now() - heardAt < patienceMs) {
      await passed(lookEveryMs, signal);
      if (peer.connectionState === 'failed' || peer.connectionState === 'closed') return;
      const now = await bytesOf(peer);
      if (now <= bytes) continue;
      [bytes, heardAt, patienceMs] = [now, performance.now(), silentMs];
      this.#failures = 0;
      const shown = this.#state.get();
      if (shown.phase !== 'playing' || shown.stream !== stream) this.#state.set({ phase: 'playing', stream });
    }
  }

  /** What the stream is doing; undefined where nobody says. */
  async #ask(signal: AbortSignal): Promise<About | undefined> {
    try {
      const response = await fetch(`/api/streams/${this.#id}`, { credentials: 'omit', signal });
      if (!response.ok) return undefined;
      const { stream }: { stream: About } = await response.json();
      this.#about.set(stream);
      return stream;
    } catch {
      return undefined;
    }
  }
}

function refusalIn(thrown: unknown): WhepRefused | undefined {
  return thrown instanceof WhepRefused ? thrown : undefined;
}

/** Of pictures and sound, so far. */
async function bytesOf(peer: RTCPeerConnection): Promise<number> {
  let sum = 0;
  for (const one of (await peer.getStats()).values()) if (one.type === 'inbound-rtp') sum += one.bytesReceived ?? 0;
  return sum;
}

/** Resolves after so many milliseconds, or at once when it is no longer wanted. */
function passed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
