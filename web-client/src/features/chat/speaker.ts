/**
 * Says lines: each at once as the person sees it, and as often as it takes until the server has acknowledged it. The key
 * makes a repetition harmless, so that a line outlives its socket and its session.
 */
import type { ChatLine } from '#protocol/socket/chat.ts';
import type { Signalling } from '../../signalling/signalling.ts';
import { codeOf, type SignallingCode, SignallingError } from '../../signalling/signalling-error.ts';
import type { ChatMemory } from './chat-memory.ts';
import type { ChatState } from './chat-state.ts';
import { afterAcknowledgement, type OwnLine, withNewOwn, withOwn, withoutOwn } from './own-lines.ts';

export interface SpeakerOptions {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Keys for lines: UUIDs that nobody used. */
  readonly newKey: () => string;
}

/** The next snapshot of the room brings the next try. */
const lost: readonly SignallingCode[] = ['CONNECTION_LOST', 'NOT_IN_ROOM'];
/** So many lines may be under way at once. */
const maxUnderWay = 20;
/** Characters of a quote. */
const quoteLength = 100;

export class Speaker {
  readonly #link: Pick<Signalling, 'request' | 'state'>;
  readonly #memory: ChatMemory;
  readonly #options: SpeakerOptions;

  constructor(link: Pick<Signalling, 'request' | 'state'>, memory: ChatMemory, options: SpeakerOptions) {
    this.#link = link;
    this.#memory = memory;
    this.#options = options;
  }

  /** Says a line. False where too many are under way: nothing was said. */
  say(text: string, replyTo: ChatLine | undefined): boolean {
    const underWay = this.#memory.state.own.filter(({ state }) => state === 'sending' || state === 'waiting');
    if (underWay.length >= maxUnderWay) return false;
    const own: OwnLine = { key: this.#options.newKey(), text, replyTo: quoteOf(replyTo), state: 'sending' };
    this.#memory.apply((state) => withNewOwn(state, own));
    void this.#send(own);
    return true;
  }

  /** Sends a line that failed once more. */
  retry(key: string): void {
    const own = this.#memory.state.own.find((one) => one.key === key);
    if (own?.state === 'failed') void this.#send(own);
  }

  /** Forgets a line of one's own that is not among the lines. */
  discard(key: string): void {
    this.#memory.apply((state) => withoutOwn(state, key));
  }

  /** Sends what waited for the connection. */
  goOn(): void {
    for (const own of this.#memory.state.own) if (own.state === 'waiting') void this.#send(own);
  }

  async #send({ key, text, replyTo }: OwnLine): Promise<void> {
    this.#memory.apply((state) => withOwn(state, key, { state: 'sending', code: undefined }));
    const saidAt = this.#options.now();
    try {
      const params = replyTo === null ? { key, text } : { key, text, replyTo: replyTo.id };
      const sent = await this.#link.request('chat.send', params);
      this.#memory.apply((state) => rested(afterAcknowledgement(state, key, sent), saidAt));
    } catch (thrown) {
      this.#failed(key, thrown);
    }
  }

  #failed(key: string, thrown: unknown): void {
    const code = codeOf(thrown);
    const facts = thrown instanceof SignallingError ? thrown.facts : {};
    const refusedAt = this.#options.now();
    const connected = this.#link.state.get().phase === 'open';
    const waits = lost.includes(code) || (code === 'TIMED_OUT' && !connected);
    const change = waits ? { state: 'waiting' as const } : { state: 'failed' as const, code, echo: undefined };
    this.#memory.apply((state) => withOwn(afterRefusal(state, code, facts, refusedAt), key, change));
  }
}

function quoteOf(line: ChatLine | undefined): ChatLine['replyTo'] {
  if (line === undefined) return null;
  return { id: line.id, displayName: line.author.displayName, text: line.text.slice(0, quoteLength) };
}

/** Slow mode: when the next line may be said. Those who moderate need not wait. */
function rested(state: ChatState, saidAt: number): ChatState {
  const { moderates, settings, readyAt } = state;
  if (moderates || settings.slowModeSeconds === 0) return state;
  return { ...state, readyAt: Math.max(readyAt, saidAt + settings.slowModeSeconds * 1000) };
}

/** A refusal can say more than no: how long to wait, until when to be quiet. */
function afterRefusal(
  state: ChatState,
  code: SignallingCode,
  { retryAfterSeconds, until }: Readonly<Record<string, unknown>>,
  refusedAt: number,
): ChatState {
  if (code === 'TIMED_OUT_OF_CHAT' && typeof until === 'string') {
    return { ...state, mute: { kind: 'timeout', until, reason: state.mute?.reason ?? null } };
  }
  if ((code === 'SLOW_MODE' || code === 'RATE_LIMITED') && typeof retryAfterSeconds === 'number') {
    return { ...state, readyAt: refusedAt + retryAfterSeconds * 1000 };
  }
  return state;
}
