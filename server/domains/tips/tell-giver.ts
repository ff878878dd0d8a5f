/**
 * Tells whoever gave a tip what they can spend now, wherever they have a page open. Said twice it says the same or something
 * newer.
 */
import { tokensText } from '#kernel/money.ts';
import type { Reader } from '#platform/database/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import { readBalances } from '../ledger/index.ts';
import { findTip } from './store.ts';

/** Rejects where Redis or Postgres is away. */
export async function tellGiver(
  { read, live }: { readonly read: Reader; readonly live: Pick<LiveEvents, 'publish'> },
  { tipId }: { readonly tipId: string },
): Promise<void> {
  const tip = await findTip(read, tipId);
  if (tip === null) return;
  const balances = await readBalances(read, tip.viewerId, ['wallet:paid', 'wallet:promo']);
  const balance = tokensText([...balances.values()].reduce((sum, units) => sum + units, 0n));
  await live.publish({ person: tip.viewerId }, 'wallet.changed', { balance });
}
