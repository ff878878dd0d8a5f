/**
 * What code may do with the database, as types. A Reader cannot write; a Writer exists only inside a transaction, so
 * "am I in a transaction?" is answered by the compiler. Every Writer is also a Reader.
 */
import type { Prisma } from '#prisma/client/client.ts';

type Client = Prisma.TransactionClient;
type Model = Exclude<keyof Client, `$${string}` | symbol>;
type ReadMethod =
  | 'findUnique'
  | 'findUniqueOrThrow'
  | 'findFirst'
  | 'findFirstOrThrow'
  | 'findMany'
  | 'count'
  | 'aggregate'
  | 'groupBy';

/** Reads, each statement on its own. `$queryRaw` is for SELECT. */
export type Reader = { readonly [M in Model]: Pick<Client[M], ReadMethod & keyof Client[M]> } & Pick<
  Client,
  '$queryRaw'
>;

declare const insideTransaction: unique symbol;
/** Reads and writes inside the transaction that `Database.transact` opened. */
export type Writer = Client & { readonly [insideTransaction]: true };

/** Runs one statement that calls a function of the database which writes; it is committed when it answers. */
export type Run = Client['$queryRaw'];

export interface TransactOptions {
  /** What concurrent transactions may do to this one; absent: read committed. */
  readonly isolation?: 'ReadCommitted' | 'RepeatableRead' | 'Serializable';
  /** Longest the whole transaction may take, in milliseconds; absent: 5,000. */
  readonly timeoutMs?: number;
}

export interface Database {
  readonly read: Reader;
  /**
   * Runs `work` in one transaction: commits what it did, or rolls back where it throws. Where the database asks to try
   * again (serialization failure, deadlock), `work` runs again, at most three times in all: it must do nothing but use `tx`.
   */
  transact<T>(work: (tx: Writer) => Promise<T>, options?: TransactOptions): Promise<T>;
  /**
   * Calls a function of the database that does all its writing itself: one round trip, so no lock is held across the
   * network. Where the database asks to try again, or somebody took the same key in the same moment, `work` runs again, at
   * most three times in all: it must be one statement, and good to be repeated.
   */
  call<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /**
   * Reads at length what was committed at one moment (repeatable read, read only), on connections of its own, two at most,
   * each statement and the whole for up to ten minutes. For comparisons and reports of operators, never for a page: what it
   * looks at cannot be tidied up while it does.
   */
  snapshot<T>(work: (read: Reader) => Promise<T>): Promise<T>;
  /**
   * Opens every connection it may have but those of `snapshot`; they stay open. For a process that is about to serve: opening one takes
   * longest in the midst of a rush, and whoever waits for it longer than two seconds is refused. What could not be opened is opened
   * when it is needed.
   */
  warm(): Promise<void>;
  /** Resolves when the database answers. @throws where it does not within two seconds. */
  ping(): Promise<void>;
  /** Ends all connections; may be called again. */
  close(): Promise<void>;
}
