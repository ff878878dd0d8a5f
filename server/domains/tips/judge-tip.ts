/**
 * Decides about the message of a tip that waits. The first verdict stands: of two moderators at once one decides, and the
 * other is told. Messages of private tips are decided by the performer, because nobody else knows of them.
 */
import { recordAudit } from '../audit/index.ts';
import { holdActing } from '../channels/index.ts';
import { type Here, requireActing } from './access.ts';
import { alreadyJudged, noSuchMessage } from './errors.ts';
import type { TipRoomDeps } from './parts.ts';
import type { ToldTip } from './rules/told-tip.ts';
import { findToldTip, judgeMessage } from './store-messages.ts';

/**
 * @throws Refusal FORBIDDEN, also where the right was taken a moment ago; NOT_FOUND where no such message of this performer's
 * tips was held; CONFLICT where it was decided
 */
export async function judgeTip(
  { database, news, clock }: Omit<TipRoomDeps, 'seats'>,
  here: Here,
  { tip: id, verdict }: { readonly tip: string; readonly verdict: 'release' | 'remove' },
): Promise<void> {
  const by = await requireActing(database.read, here);
  const tip = await findToldTip(database.read, id);
  if (tip === null || !mayJudge(tip, here)) throw noSuchMessage();
  const at = new Date(clock.now());
  // The room is told of the verdict after it was told of the tip.
  const key = tip.streamId ?? tip.performerId;
  const judged = await database.transact(async (tx) => {
    await holdActing(tx, by);
    if (!(await judgeMessage(tx, id, { verdict, by: by.userId, at }))) return false;
    await news.record(tx, { name: 'tip.judged', key, body: { tipId: id, room: here.room } });
    await recordAudit(tx, {
      ...{ actor: by.userId, action: 'tip.judged', subject: { kind: 'tip', id }, at },
      facts: { capacity: by.capacity, channel: here.performerId, giver: tip.anonymous ? null : tip.viewerId, verdict },
    });
    return true;
  });
  if (!judged) {
    const now = await findToldTip(database.read, id);
    throw alreadyJudged(now?.messageState === 'shown' ? 'release' : 'remove');
  }
  news.deliverSoon(key);
}

function mayJudge({ performerId, reasons, private: isPrivate }: ToldTip, here: Here): boolean {
  if (performerId !== here.performerId || reasons.length === 0) return false;
  return !isPrivate || here.identity.userId === performerId;
}
