/**
 * Staff decides about a room: the act, what it changes, the entry in the audit log and the news of it are one transaction. It is carried
 * out by the reaction (`carry-out-act.ts`), which is repeated until it is done.
 */
import { newId } from '#kernel/ids.ts';
import type { ModerationActName, RoomHold } from '#protocol/http/moderation.ts';
import { recordAudit } from '../audit/index.ts';
import { changeHold } from '../rooms/index.ts';
import { readOnAirForUpdate } from '../streams/index.ts';
import { noSuchRoom, notOnAir, ownShow } from './errors.ts';
import type { Acting, ModerationDeps } from './parts.ts';
import { changeOf } from './rules/holds.ts';
import { insertAct } from './store.ts';

interface Wanted {
  readonly room: string;
  readonly act: ModerationActName;
  readonly reason: string;
}

/**
 * The same again is another act, which changes nothing of what is kept back.
 * @throws Refusal NOT_FOUND, FORBIDDEN for one's own show, STREAM_NOT_LIVE where nothing is on air
 */
export async function moderateRoom(
  { database, news, clock }: Pick<ModerationDeps, 'database' | 'news' | 'clock'>,
  acting: Acting,
  { room, act, reason }: Wanted,
): Promise<{ id: string; hold: RoomHold }> {
  const at = new Date(clock.now());
  const id = newId(at.getTime());
  const hold = await database.transact(async (tx) => {
    const stream = await readOnAirForUpdate(tx, room);
    if (stream === null) throw noSuchRoom();
    if (stream.state !== 'LIVE' && stream.state !== 'TESTING') throw notOnAir();
    if (stream.performerId === acting.userId) throw ownShow();
    const { performerId } = stream;
    const after = await changeHold(tx, room, changeOf(act) ?? {});
    await insertAct(tx, { id, streamId: room, performerId, moderatorId: acting.userId, act, reason, at });
    await recordAudit(tx, {
      ...{ actor: acting.userId, action: 'room.moderated', subject: { kind: 'stream', id: room } },
      ...{ reason, about: performerId, facts: { act, id }, ip: acting.ip, at },
    });
    await news.record(tx, { name: 'room.moderated', key: room, body: { actId: id, streamId: room } });
    return after;
  });
  news.deliverSoon(room);
  return { id, hold };
}
