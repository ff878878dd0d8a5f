/**
 * Tips as their performer sees them, for telling them elsewhere than on the site.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Tip } from '#protocol/http/tips.ts';
import { receivedFrom } from './rules/told-tip.ts';
import { findToldTips } from './store-messages.ts';

export interface ReceivedTip {
  readonly tip: Tip;
  /** For finding what is kept of them, never for telling: they may be anonymous. */
  readonly giverId: string;
}

/** By the tip's id; ids that nothing has are absent. */
export async function readReceived(read: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, ReceivedTip>> {
  const tips = await findToldTips(read, ids);
  return new Map(tips.map((told) => [told.id, { tip: receivedFrom(told), giverId: told.viewerId }]));
}
