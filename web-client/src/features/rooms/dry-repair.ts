/**
 * What to do about a picture that does not come although it should. Asking is cheap and heals what was missed; joining again
 * makes all of it anew, and helps only where nothing arrives at all: a camera that gives no pictures is the performer's to
 * mend, and whoever hears the sound meanwhile must not lose it. Pure.
 */
export type Remedy = 'ask' | 'join' | 'wait';

/** So many looks at a dry transport come before the first join; before each that follows, twice as many. */
const driesBeforeJoin = 2;
const mostDoublings = 4;
/** Asking too becomes rarer, down to one of so many looks. */
const rarestAsk = 16;
/** Nobody complained for so long: whatever follows is another story. */
const anewAfterMs = 15_000;

export class DryRepair {
  #atMs = Number.NEGATIVE_INFINITY;
  #bytes: number | undefined;
  #looks = 0;
  #dry = 0;
  #joins = 0;

  /**
   * Called every few seconds for as long as no picture comes.
   * @param bytes what arrived over the transport so far; undefined: there is none
   */
  next(bytes: number | undefined, atMs: number): Remedy {
    if (atMs - this.#atMs > anewAfterMs) [this.#looks, this.#dry, this.#joins] = [0, 0, 0];
    // A new transport counts from nothing.
    const flows = bytes !== undefined && bytes > 0 && bytes !== this.#bytes;
    this.#dry = flows || this.#looks === 0 ? 0 : this.#dry + 1;
    this.#atMs = atMs;
    this.#bytes = bytes;
    this.#looks += 1;
    if (this.#dry >= driesBeforeJoin * 2 ** Math.min(this.#joins, mostDoublings)) {
      this.#dry = 0;
      this.#joins += 1;
      return 'join';
    }
    return this.#looks % rarestAsk === 0 || Number.isInteger(Math.log2(this.#looks)) ? 'ask' : 'wait';
  }
}
