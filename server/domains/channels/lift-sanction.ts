/**
 * Lets a person back into one's own channel.
 */

import { pardonPerson } from './pardon-person.ts';
import type { ChannelDeps } from './parts.ts';

/** Repeating it changes nothing. */
export async function liftSanction(deps: ChannelDeps, performerId: string, userId: string): Promise<void> {
  const by = { performerId, userId: performerId, capacity: 'performer' } as const;
  const at = new Date(deps.clock.now());
  await deps.database.transact((tx) => pardonPerson(tx, deps.news, { by, userId, at }));
  deps.news.deliverSoon(performerId);
}
