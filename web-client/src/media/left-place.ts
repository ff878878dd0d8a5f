/**
 * What a performer still sends where the room was before it moved, for as long as viewers may need to change over.
 */
import type { Sent } from './sent.ts';

/** Both are sent for as long: it costs the performer's network twice as much meanwhile. */
const lingerMs = 4_000;

export class LeftPlace {
  #sent: Sent | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Goes on with it for a while, in place of one that was left earlier. */
  keep(sent: Sent): void {
    this.close();
    this.#sent = sent;
    this.#timer = setTimeout(() => this.close(), lingerMs);
  }

  /** Idempotent. */
  close(): void {
    clearTimeout(this.#timer);
    this.#sent?.close();
    this.#sent = undefined;
  }
}
