/**
 * What a tip sounds like: a few bell tones, more of them the more it is. Pure.
 */
import type { TipTier } from '#protocol/http/tips.ts';

export interface Tone {
  /** In hertz. */
  readonly pitch: number;
  /** After the beginning, in seconds. */
  readonly at: number;
  /** How long it rings, in seconds. */
  readonly rings: number;
  /** 0 … 1 */
  readonly strength: number;
}

/** Pitches of C major from C5 on, in hertz. */
const [c5, e5, g5, c6, e6, g6, c7] = [523.25, 659.25, 783.99, 1046.5, 1318.51, 1567.98, 2093] as const;

const melodies: Record<TipTier, readonly number[]> = {
  small: [g5, c6],
  medium: [e5, g5, c6],
  large: [c5, e5, g5, c6, e6],
  huge: [c5, e5, g5, c6, e6, g6, c7],
};

/** Seconds between two tones. */
const step = 0.09;

/** The tones of a tip; the last rings on. */
export function chimeOf(tier: TipTier): readonly Tone[] {
  const melody = melodies[tier];
  return melody.map((pitch, at) => {
    const last = at === melody.length - 1;
    return { pitch, at: at * step, rings: last ? 1.1 : 0.45, strength: last ? 0.5 : 0.35 };
  });
}

/** How loud 0 … 100 is, 0 … 1: ears hear ratios. */
export function gainOf(percent: number): number {
  return (Math.min(100, Math.max(0, percent)) / 100) ** 2;
}
