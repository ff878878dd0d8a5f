/**
 * What the processes of the bank say to each other.
 */

/**
 * To a mover or the tipper, which say when they are ready: `begin`; whether the wallet of `locked` is locked by a stranger now, which the
 * tipper answers when it is not any more; `queue`: a thousand tips; `stop`: tell and end.
 */
export type Told =
  | { readonly begin: true }
  | { readonly locked: boolean }
  | { readonly queue: true }
  | { readonly stop: true };

/** What strangers had of one process. */
export interface Strangers {
  /** Milliseconds of their requests, by whether that wallet was locked when they ended. */
  readonly free: readonly number[];
  readonly locked: readonly number[];
  /** The longest of those that began while it was locked, in milliseconds. */
  readonly longestMs: number;
  /** Those that began in the first half of a lock and were answered when it was over: they waited for it. */
  readonly waitedOut: number;
  /** Locks that are over. */
  readonly locks: number;
  /** How many began and were answered within one lock, of the asker and the lock with fewest. */
  readonly fewest: number;
}

/** What a mover did. */
export interface Moved {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
  readonly strangers: Strangers;
}

/** One tip that came while somebody else's thousand were queued. */
export interface Behind {
  /** Batches of the intake it waited for, as `batchesBefore` counts them. */
  readonly batches: number;
  readonly ms: number;
}

/** What happened while that wallet was locked, once. */
export interface Lock {
  /** Tips of strangers that were answered meanwhile. */
  readonly strangers: number;
  /** Batches that carried a tip of that wallet and were answered meanwhile, without it. */
  readonly passed: number;
}

/** What the tipper did. */
export interface Tipped {
  readonly strangers: Strangers;
  readonly behind: readonly Behind[];
  /** Of each thousand: milliseconds from the first of them until the last was answered. */
  readonly thousands: readonly number[];
  readonly locks: readonly Lock[];
  /** Tips of whose wallet was locked: answered meanwhile (there must be none), and answered at all. */
  readonly ownEarly: number;
  readonly own: number;
  readonly failures: readonly string[];
}

/** People of the bank, by id. */
export interface Cast {
  readonly databaseUrl: string;
  readonly wallets: readonly string[];
  readonly performers: readonly string[];
  readonly tippers: readonly string[];
  /** Who queues a thousand tips, and who tips meanwhile. */
  readonly hog: string;
  readonly other: string;
  readonly locked: string;
}
