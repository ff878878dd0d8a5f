/**
 * Ends a timeout or a ban. Part of the transaction of whoever calls, who hands the news on after the commit.
 */
import type { Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireStill } from './access.ts';
import type { ChannelEvents } from './events.ts';
import type { Acting } from './parts.ts';
import { muteFrom } from './rules/mute.ts';
import { deleteSanction, findSanction, insertAct, lockChannel } from './store.ts';

/**
 * Where nothing holds against the person nothing happens; repeating it is that.
 * @throws Refusal FORBIDDEN where the caller does not moderate any more
 */
export async function pardonPerson(
  tx: Writer,
  news: News<ChannelEvents>,
  { by, userId, at }: { by: Acting; userId: string; at: Date },
): Promise<void> {
  const { performerId, capacity } = by;
  await lockChannel(tx, performerId);
  await requireStill(tx, by);
  const held = await findSanction(tx, performerId, userId);
  await deleteSanction(tx, performerId, userId);
  // One whose time is over was ended by time.
  if (muteFrom(held, at.getTime()) === null) return;
  await insertAct(tx, {
    ...{ performerId, userId, kind: 'pardon', until: null, reason: null, byId: by.userId, capacity, at },
  });
  await news.record(tx, { name: 'channel.sanctioned', key: performerId, body: { performerId, userId, kind: null } });
  await recordAudit(tx, {
    ...{ actor: by.userId, action: 'chat.pardoned', subject: { kind: 'person', id: userId }, at },
    facts: { capacity, channel: performerId, was: held?.kind ?? null },
  });
}
