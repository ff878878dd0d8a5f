/**
 * The lowest media epoch each room may still be opened at, so that a late request cannot bring back what was lost or
 * replaced. Remembers the rooms touched last; an older one starts afresh.
 */
const kept = 10_000;

export class EpochMemory {
  readonly #lowest = new Map<string, number>();

  /** Whether this epoch of the room is over. */
  isOver(room: string, mediaEpoch: number): boolean {
    return mediaEpoch < (this.#lowest.get(room) ?? 0);
  }

  /** Epochs below this one are over from now on. */
  raise(room: string, lowest: number): void {
    const highest = Math.max(lowest, this.#lowest.get(room) ?? 0);
    this.#lowest.delete(room);
    this.#lowest.set(room, highest);
    for (const oldest of this.#lowest.keys()) {
      if (this.#lowest.size <= kept) return;
      this.#lowest.delete(oldest);
    }
  }
}
