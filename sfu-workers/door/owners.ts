/**
 * Which API connection answers for which session: the one that named it last. When that connection is gone and nobody
 * else names the session within the grace, the session is given up.
 */
export interface Connection {
  readonly gone: boolean;
}

export class Owners<C extends Connection> {
  readonly #graceMs: number;
  readonly #giveUp: (session: string) => void;
  readonly #owners = new Map<string, C>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(graceMs: number, giveUp: (session: string) => void) {
    this.#graceMs = graceMs;
    this.#giveUp = giveUp;
  }

  /** The connection named the session: it answers for it from now on. */
  claim(session: string, connection: C): void {
    this.forget(session);
    this.#owners.set(session, connection);
    if (connection.gone) this.#startGrace(session);
  }

  /** The session has nothing here any more. */
  forget(session: string): void {
    this.#owners.delete(session);
    clearTimeout(this.#timers.get(session));
    this.#timers.delete(session);
  }

  /** The connection is gone. */
  left(connection: C): void {
    for (const [session, owner] of this.#owners) if (owner === connection) this.#startGrace(session);
  }

  /** Forgets the sessions that have nothing here. */
  prune(hasSomething: (session: string) => boolean): void {
    for (const session of this.#owners.keys()) if (!hasSomething(session)) this.forget(session);
  }

  close(): void {
    for (const session of [...this.#owners.keys()]) this.forget(session);
  }

  #startGrace(session: string): void {
    clearTimeout(this.#timers.get(session));
    const onOver = (): void => {
      this.forget(session);
      this.#giveUp(session);
    };
    this.#timers.set(session, setTimeout(onOver, this.#graceMs));
  }
}
