/**
 * Work in lanes: what stands in one lane is done in order, one at a time; lanes do not wait for each other.
 */
export class Lanes {
  readonly #ends = new Map<string, Promise<unknown>>();

  /** Does `work` after everything that stands in the lane already, whether that succeeded or not. */
  run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const before = this.#ends.get(lane) ?? Promise.resolve();
    const done = before.then(work, work);
    this.#ends.set(lane, done);
    const leave = (): void => {
      if (this.#ends.get(lane) === done) this.#ends.delete(lane);
    };
    done.then(leave, leave);
    return done;
  }
}
