/**
 * Rings chimes with the browser's own synthesizer: no file is loaded. Silent where the browser does not let a page sound yet
 * (nobody has pressed anything in it): a sound that comes late would be about nothing.
 */
import type { TipTier } from '#protocol/http/tips.ts';
import { chimeOf, gainOf, type Tone } from './chimes.ts';

export class Bell {
  readonly #unasked: boolean;
  #context: AudioContext | undefined;

  /** @param unasked whether the page may sound without ever being pressed, as in OBS */
  constructor(unasked = false) {
    this.#unasked = unasked;
  }

  /** @param percent how loud, 0 … 100 */
  ring(tier: TipTier, percent: number): void {
    if (percent <= 0 || typeof AudioContext === 'undefined') return;
    // Not even tried: browsers complain of it.
    if (!this.#unasked && navigator.userActivation?.hasBeenActive === false) return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    // In a page that was pressed it may run: a phone call or a sleep had put it to rest.
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    const out = new GainNode(context, { gain: gainOf(percent) });
    out.connect(context.destination);
    for (const tone of chimeOf(tier)) sound(context, out, tone);
  }

  close(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }
}

/** One bell tone: struck at once, dying away; a fainter octave above it makes it a bell. */
function sound(context: AudioContext, out: AudioNode, { pitch, at, rings, strength }: Tone): void {
  const from = context.currentTime + at;
  for (const [overtone, share] of [
    [1, 1],
    [2, 0.25],
  ] as const) {
    const oscillator = new OscillatorNode(context, { type: 'sine', frequency: pitch * overtone });
    const envelope = new GainNode(context, { gain: 0 });
    envelope.gain.setValueAtTime(0, from);
    envelope.gain.linearRampToValueAtTime(strength * share, from + 0.008);
    envelope.gain.exponentialRampToValueAtTime(0.0001, from + rings);
    oscillator.connect(envelope).connect(out);
    oscillator.start(from);
    oscillator.stop(from + rings + 0.05);
  }
}
