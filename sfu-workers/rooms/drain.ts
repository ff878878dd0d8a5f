/**
 * Whether this node takes nothing new, because it stops. Once it does there is no way back.
 */
export class Drain {
  readonly #begun = Promise.withResolvers<void>();
  #on = false;

  get on(): boolean {
    return this.#on;
  }

  /** Resolves when it begins. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  /** Idempotent. */
  begin(): void {
    this.#on = true;
    this.#begun.resolve();
  }
}
