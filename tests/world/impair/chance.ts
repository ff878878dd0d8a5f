/**
 * Chance that can be had again: the same seed gives the same numbers, so that a bad network is bad in the same way twice.
 */

/** Numbers in [0, 1), 2³² of them before they repeat. The generator is mulberry32 (T. Ettinger, public domain). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
