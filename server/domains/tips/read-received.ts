/**
 * One tip as its performer sees it, for telling them elsewhere than on the site.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Tip } from '#protocol/http/tips.ts';
import { receivedFrom } from './rules/told-tip.ts';
import { findToldTip } from './store-messages.ts';

/** @returns null where there is none. The giver's id is for finding what is kept of them, never for telling: they may be anonymous */
export async function readReceived(read: Reader, tipId: string): Promise<{ tip: Tip; giverId: string } | null> {
  const told = await findToldTip(read, tipId);
  return told === null ? null : { tip: receivedFrom(told), giverId: told.viewerId };
}
