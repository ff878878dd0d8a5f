/**
 * Dismisses a moderator of one's channel: effective at once, also where they are in a room.
 */
import { recordAudit } from '../audit/index.ts';
import type { ChannelDeps } from './parts.ts';
import { deleteModerator, lockChannel } from './store.ts';

/** Repeating it, or dismissing somebody who moderates nothing here, changes nothing. */
export async function dismissModerator(deps: ChannelDeps, performerId: string, userId: string): Promise<void> {
  await deps.database.transact(async (tx) => {
    await lockChannel(tx, performerId);
    if (!(await deleteModerator(tx, performerId, userId))) return;
    await deps.news.record(tx, { name: 'channel.rights-changed', key: performerId, body: { performerId, userId } });
    await recordAudit(tx, {
      ...{ actor: performerId, action: 'channel.dismissed', subject: { kind: 'person', id: userId } },
      ...{ facts: { capacity: 'performer', channel: performerId }, at: new Date(deps.clock.now()) },
    });
  });
  deps.news.deliverSoon(performerId);
}
