/**
 * What the processes of the bank say to each other.
 */

/** To a mover or the tipper: whether the wallet of \`locked\` is locked by a stranger now; \`stop\`: tell and end. */
export type Told = { readonly locked: boolean } | { readonly queue: true } | { readonly stop: true };

/** Milliseconds of strangers' requests, by whether that wallet was locked when they ended. */
export interface Strangers {
  readonly free: number[];
  readonly locked: number[];
}

/** What a mover did. */
export interface Moved {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
  readonly strangers: Strangers;
}

/** One tip that came behind a thousand of somebody else. */
export interface Behind {
  /** Rounds of the intake that ended after it came and before its own began. */
  readonly rounds: number;
  readonly ms: number;
  /** From the first of the thousand until the last was answered. */
  readonly thousandMs: number;
}

/** What the tipper did. */
export interface Tipped {
  readonly strangers: Strangers;
  readonly behind: readonly Behind[];
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
  readonly hog: string;
  readonly other: string;
  readonly locked: string;
}
