/**
 * Tells the server what is wanted of each consumer: only what changed, one message after the other, at most one in half a
 * second. Of what changes in between, the last is said.
 */
import type { ConsumerWish } from '#protocol/media/rtp.ts';
import { codeOf, type SignallingCode } from '../signalling/signalling-error.ts';

export interface WishSenderOptions {
  /** @throws SignallingError */
  readonly send: (wishes: ConsumerWish[]) => Promise<unknown>;
  readonly everyMs?: number;
}

const usualMs = 500;
/** What was not answered is said again after this many times that. */
const patience = 4;
/** As many as one message may be about. */
const most = 8;
const unanswered: readonly SignallingCode[] = [
  'TIMED_OUT',
  'OVERLOADED',
  'RATE_LIMITED',
  'MEDIA_UNAVAILABLE',
  'INTERNAL',
];

export class WishSender {
  readonly #send: WishSenderOptions['send'];
  readonly #everyMs: number;
  #wanted: readonly ConsumerWish[] = [];
  /** What the server was told of the consumers there are; `unclear`: it did not say whether it heard. */
  #told = new Map<string, ConsumerWish | 'unclear'>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending = false;
  #closed = false;

  constructor({ send, everyMs = usualMs }: WishSenderOptions) {
    this.#send = send;
    this.#everyMs = everyMs;
  }

  /** Of every consumer there is; those not named any more are forgotten. */
  want(wishes: readonly ConsumerWish[]): void {
    this.#wanted = wishes.slice(0, most);
    const named = new Set(this.#wanted.map(({ consumer }) => consumer));
    for (const consumer of this.#told.keys()) if (!named.has(consumer)) this.#told.delete(consumer);
    void this.#tell();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #tell(): Promise<void> {
    const news = this.#wanted.filter((wish) => !isAlike(wish, this.#told.get(wish.consumer) ?? asItBegins(wish)));
    if (news.length === 0 || this.#sending || this.#timer !== undefined || this.#closed) return;
    this.#sending = true;
    for (const wish of news) this.#told.set(wish.consumer, wish);
    const refused = await this.#send(news).then(() => undefined, codeOf);
    this.#sending = false;
    const again = refused !== undefined && unanswered.includes(refused);
    // Anything else: there is no such consumer any more, and of the next one this begins anew.
    if (again) for (const { consumer } of news) this.#told.set(consumer, 'unclear');
    this.#rest(again ? this.#everyMs * patience : this.#everyMs);
  }

  #rest(ms: number): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#tell();
    }, ms);
  }
}

/** How a consumer is when it was just made: flowing, as high as the bandwidth lets. */
function asItBegins({ consumer }: ConsumerWish): ConsumerWish {
  return { consumer, paused: false, spatialLayer: null };
}

function isAlike(a: ConsumerWish, b: ConsumerWish | 'unclear'): boolean {
  return b !== 'unclear' && a.paused === b.paused && a.spatialLayer === b.spatialLayer;
}
