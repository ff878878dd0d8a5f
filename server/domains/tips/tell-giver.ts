/**
 * Tells those who gave tips what they can spend now, wherever they have a page open. Said twice it says the same or something
 * newer; who gave several is told once.
 */
import { tokensText } from '#kernel/money.ts';
import type { Reader } from '#platform/database/index.ts';
import type { ChannelNote, LiveEvents } from '#platform/live-events/index.ts';
import type { Told } from '#platform/outbox/index.ts';
import { readSpendable } from '../ledger/index.ts';
import { findGivers } from './store-messages.ts';

/** Rejects where Redis or Postgres is away. */
export async function tellGiver(
  { read, live }: { readonly read: Reader; readonly live: Pick<LiveEvents, 'publishAll'> },
  accepted: readonly Told<{ readonly tipIds: readonly string[] }>[],
): Promise<void> {
  const tips = accepted.flatMap(({ body }) => body.tipIds);
  const spendable = await readSpendable(read, await findGivers(read, tips));
  await live.publishAll(
    [...spendable].map(([person, units]): ChannelNote => {
      return { channel: { person }, name: 'wallet.changed', body: { balance: tokensText(units) } };
    }),
  );
}
