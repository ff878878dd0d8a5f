/**
 * When a node asks for key frames by itself: in every room that sends pictures, whoever watches it, at moments that nobody can foresee.
 * Those who watch unnoticed begin at one of them, so that nothing tells a room with them from a room without.
 */

/** How far apart two moments are, at least and at most, in milliseconds. */
export interface Moments {
  readonly minMs: number;
  readonly maxMs: number;
}

/** The next moment. @param nowMs on a clock that never jumps @param share at random, from 0 to below 1 */
export function momentAfter(nowMs: number, { minMs, maxMs }: Moments, share: number): number {
  return nowMs + minMs + (maxMs - minMs) * share;
}
