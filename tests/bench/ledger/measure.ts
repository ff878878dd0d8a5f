/**
 * One cell of the table: so many connections, each with a call under way all the time, for so long.
 */
import pg from 'pg';
import type { Books } from './books.ts';
import type { LedgerSide, Pair } from './side.ts';

/** Everybody pays somebody else, or all pay one. */
export type Shape = 'spread' | 'hot';

export interface Cell {
  readonly shape: Shape;
  readonly side: LedgerSide;
  readonly connections: number;
  /** Transfers in one call. */
  readonly perCall: number;
}

export interface Outcome {
  readonly transfers: number;
  readonly ms: number;
  /** How long each call took, in milliseconds. */
  readonly callMs: readonly number[];
}

/** However quick a machine is: neither purses nor disks are without end. */
const mostTransfers = 60_000;

/** Opens `many` connections; whoever asked for them ends them. */
export async function connect(databaseUrl: string, many: number): Promise<pg.Client[]> {
  const clients = Array.from({ length: many }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  return clients;
}

/** Runs it for so many milliseconds; what is under way then is waited for and counted. */
export async function measure(
  { shape, side, connections, perCall }: Cell,
  { books, clients, ms }: { readonly books: Books; readonly clients: readonly pg.Client[]; readonly ms: number },
): Promise<Outcome> {
  const startedMs = performance.now();
  let transfers = 0;
  const callMs: number[] = [];
  const work = async (client: pg.Client, at: number): Promise<void> => {
    const next = pairsOf(books, shape, { part: at, of: connections });
    while (performance.now() - startedMs < ms && transfers < mostTransfers) {
      const askedMs = performance.now();
      await side.post(client, next(perCall));
      callMs.push(performance.now() - askedMs);
      transfers += perCall;
    }
  };
  await Promise.all(clients.slice(0, connections).map(work));
  return { transfers, ms: performance.now() - startedMs, callMs };
}

/** A prime, so that everybody has a turn before anybody has another; and neighbours in time are not neighbours in the table. */
const stride = 7_919;

/**
 * Each connection has people of its own, so that the one who is paid by all is the only one whom two calls share, and no two
 * calls of the bare function wait for each other in a circle.
 */
function pairsOf({ payers, payees }: Books, shape: Shape, { part, of }: { part: number; of: number }) {
  const size = Math.floor(payers.length / of);
  let next = 0;
  return (many: number): Pair[] =>
    Array.from({ length: many }, () => {
      const at = part * size + ((next * stride) % size);
      next += 1;
      const [payer, payee] = [payers[at], shape === 'hot' ? payees[0] : payees[at]];
      if (payer === undefined || payee === undefined) throw new Error('There is nobody there');
      return { payer, payee };
    });
}
