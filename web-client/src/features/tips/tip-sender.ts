/**
 * Sends a tip as often as it takes until it is known what became of it, always under the same key: never a second tip. No
 * React.
 */
import type { AnswerOf } from '#protocol/http/route.ts';
import type { sendTip, Tip } from '#protocol/http/tips.ts';
import { createStore, type Readable, type Store } from '../../signalling/store.ts';
import type { TipBody } from './tip-draft.ts';
import type { IntentPlace, TipIntent } from './tip-intent.ts';
import { isDecided, refusalOf, type TipRefusal } from './tip-outcome.ts';

export type Sending =
  | { readonly step: 'idle' }
  /** On its way; `tries` counts from 1. */
  | { readonly step: 'sending'; readonly intent: TipIntent; readonly tries: number }
  /** Nobody knows. Nothing else may be sent before it is known. */
  | { readonly step: 'unknown'; readonly intent: TipIntent }
  | { readonly step: 'refused'; readonly intent: TipIntent; readonly refusal: TipRefusal }
  | { readonly step: 'accepted'; readonly intent: TipIntent; readonly tip: Tip; readonly balance: string };

export interface TipSenderOptions {
  readonly place: IntentPlace;
  /** Sends it once. @throws ApiError, or anything where no answer came in time */
  readonly send: (body: TipBody, key: string) => Promise<AnswerOf<typeof sendTip>>;
  readonly newKey: () => string;
  /** How long to wait before try n, in milliseconds. */
  readonly delayMs: (tries: number) => number;
}

/** What is known of a tip's earlier attempts. */
interface Doubt {
  /** One may have arrived. */
  readonly arrived: boolean;
  /** The last one was refused, though not where an earlier one could have been seen. */
  readonly refused: boolean;
}

const noDoubt: Doubt = { arrived: false, refused: false };
const doubtful: Doubt = { arrived: true, refused: false };

/** So often it is tried by itself; then the person decides. */
const maxTries = 4;
const maxSettled = 200;
const idle: Sending = { step: 'idle' };

export class TipSender {
  readonly #options: TipSenderOptions;
  readonly #state: Store<Sending>;
  /** Ids that were told to be settled, perhaps before their tip's own answer came. */
  readonly #settled = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #balance: string | undefined;

  /** Begins with what this tab does not know yet about an earlier tip. */
  constructor(options: TipSenderOptions) {
    this.#options = options;
    const intent = options.place.read();
    this.#state = createStore<Sending>(intent === undefined ? idle : { step: 'unknown', intent });
  }

  get state(): Readable<Sending> {
    return this.#state;
  }

  /** Sends a tip; nothing where one is under way, or unknown. The same as was refused before keeps its key. */
  send(body: TipBody, name: string): void {
    const before = this.#state.get();
    if (before.step === 'sending' || before.step === 'unknown') return;
    const same = before.step === 'refused' && JSON.stringify(before.intent.body) === JSON.stringify(body);
    const intent = { key: same ? before.intent.key : this.#options.newKey(), body, name };
    // Before it leaves: a page that is closed in this moment must find it again.
    this.#options.place.keep(intent);
    void this.#attempt(intent, 1, noDoubt);
  }

  /** Asks again what became of a tip that nobody knows about. */
  again(): void {
    const now = this.#state.get();
    if (now.step === 'unknown') void this.#attempt(now.intent, 1, doubtful);
  }

  /** Back to the beginning, after an answer. */
  reset(): void {
    const { step } = this.#state.get();
    if (step === 'accepted' || step === 'refused') this.#state.set(idle);
  }

  /** These tips were divided. */
  hearSettled(ids: readonly string[]): void {
    for (const id of ids) this.#settled.add(id);
    for (const oldest of this.#settled) {
      if (this.#settled.size <= maxSettled) break;
      this.#settled.delete(oldest);
    }
    const now = this.#state.get();
    const news = now.step === 'accepted' && now.tip.state === 'pending' && this.#settled.has(now.tip.id);
    if (news) this.#accept(now.intent, now.tip, now.balance);
  }

  /** What was left after the accepted tip, the first time it is asked for: later it may be old. */
  takeBalance(): string | undefined {
    const balance = this.#balance;
    this.#balance = undefined;
    return balance;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #attempt(intent: TipIntent, tries: number, doubt: Doubt): Promise<void> {
    if (this.#closed) return;
    this.#state.set({ step: 'sending', intent, tries });
    try {
      const { tip, wallet } = await this.#options.send(intent.body, intent.key);
      this.#options.place.forget();
      this.#balance = wallet.balance;
      this.#accept(intent, tip, wallet.balance);
    } catch (thrown) {
      const refusal = refusalOf(thrown, doubt.arrived);
      if (refusal === undefined) return this.#askAgain(intent, tries);
      // An earlier attempt may have been accepted beside it: by the next one that is seen. Once is enough.
      if (doubt.arrived && !doubt.refused && !isDecided(refusal)) {
        return this.#later(intent, tries + 1, { arrived: true, refused: true });
      }
      this.#options.place.forget();
      this.#state.set({ step: 'refused', intent, refusal });
    }
  }

  #accept(intent: TipIntent, tip: Tip, balance: string): void {
    const state = this.#settled.has(tip.id) ? 'settled' : tip.state;
    this.#state.set({ step: 'accepted', intent, tip: { ...tip, state }, balance });
  }

  #askAgain(intent: TipIntent, tries: number): void {
    if (tries >= maxTries) this.#state.set({ step: 'unknown', intent });
    else this.#later(intent, tries + 1, doubtful);
  }

  #later(intent: TipIntent, tries: number, doubt: Doubt): void {
    this.#timer = setTimeout(() => void this.#attempt(intent, tries, doubt), this.#options.delayMs(tries));
  }
}
