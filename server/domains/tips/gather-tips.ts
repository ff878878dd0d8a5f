/**
 * The one intake of tips of this process: what is given within the same moment is one call of the database. A giver's tips keep their
 * order; one giver's thousand delay another by no more than the rounds under way, one locked wallet nobody but its owner. Once closed, what
 * would have to wait for a wallet is OVERLOADED, and all the rest is accepted.
 */
import { present } from '#kernel/assert.ts';
import type { Clock } from '#kernel/clock.ts';
import { type FairGathering, type FairResult, gatherFairly } from '#kernel/gather-fairly.ts';
import { type Database, isDatabaseDown, tookTooLong } from '#platform/database/index.ts';
import { tooManyTips } from './errors.ts';
import type { TipEvents } from './events.ts';
import { type Accepted, accept, type TipOrder } from './store.ts';

/** A try takes 20 ms and its call: whose wallet is locked waits five seconds, as long as any statement may, and longer under load. */
const options = { most: 64, parallel: 2, restMs: 20, mostTries: 250, full: tooManyTips } as const;
const usuallyWaiting = 4_000;

export type TipIntake = FairGathering<TipOrder, Accepted>;

export interface IntakeDeps {
  readonly database: Database;
  readonly news: TipEvents;
  readonly clock: Clock;
  /** Notes a call of the database: how many tips, how long it took in milliseconds. */
  readonly noteRound: (tips: number, tookMs: number) => void;
  /** Most tips that wait for a call; one more is OVERLOADED. Absent: 4,000. */
  readonly mostWaiting?: number;
}

/** The one of a process. To be closed before the database is. */
export function gatherTips({ database, news, clock, noteRound, mostWaiting = usuallyWaiting }: IntakeDeps): TipIntake {
  const take = async (orders: readonly TipOrder[]): Promise<FairResult<Accepted>[]> => {
    const sinceMs = clock.monotonicMs();
    const accepted = await database.call((run) => accept(run, orders, news.reactionsOf('tip.accepted')));
    noteRound(orders.length, clock.monotonicMs() - sinceMs);
    return accepted.map((one) => (one.outcome === 'busy' ? 'again' : { status: 'fulfilled', value: one }));
  };
  return gatherFairly({ ...options, mostWaiting, laneOf: ({ viewer }: TipOrder) => viewer }, async (orders) => {
    try {
      return await take(orders);
    } catch (error) {
      if (isOfAll(error) || orders.length === 1) throw error;
      return oneByOne(orders, take);
    }
  });
}

/** Whatever was asked for, it would have failed. */
function isOfAll(error: unknown): boolean {
  return isDatabaseDown(error) || tookTooLong(error);
}

/**
 * One that Postgres refuses must not take the others with it; what was committed before its answer was lost is answered by its key.
 * Behind one that waits its giver's others wait, so that they keep their order.
 */
async function oneByOne(
  orders: readonly TipOrder[],
  take: (orders: readonly TipOrder[]) => Promise<FairResult<Accepted>[]>,
): Promise<FairResult<Accepted>[]> {
  const waiting = new Set<string>();
  let over: PromiseRejectedResult | undefined;
  const resultOf = async (order: TipOrder): Promise<FairResult<Accepted>> => {
    if (over !== undefined) return over;
    if (waiting.has(order.viewer)) return 'again';
    try {
      const [result] = await take([order]);
      if (result === 'again') waiting.add(order.viewer);
      return present(result, 'the result of an order');
    } catch (reason) {
      const failed = { status: 'rejected', reason } as const;
      if (isOfAll(reason)) over = failed;
      return failed;
    }
  };
  const results: FairResult<Accepted>[] = [];
  for (const order of orders) results.push(await resultOf(order));
  return results;
}
