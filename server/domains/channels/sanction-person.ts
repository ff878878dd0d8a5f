/**
 * Silences a person in a channel, or shuts them out of it. Part of the transaction of whoever calls, who hands the news on
 * after the commit.
 */
import type { Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { ChatMute } from '#protocol/socket/chat.ts';
import { recordAudit } from '../audit/index.ts';
import { requireStill } from './access.ts';
import { alreadyBanned, nobody, notOneself, outOfReach } from './errors.ts';
import type { ChannelEvents } from './events.ts';
import type { Acting } from './parts.ts';
import { capacityOf, maySilence } from './rules/capacity.ts';
import {
  deleteModerator,
  findModerator,
  findPerson,
  insertAct,
  lockChannel,
  putSanction,
  type SanctionRow,
} from './store.ts';

export interface Sanctioning {
  readonly by: Acting;
  readonly userId: string;
  readonly kind: 'timeout' | 'ban';
  /** The end of a timeout; null for a ban. */
  readonly until: Date | null;
  readonly reason: string | null;
  readonly at: Date;
}

/**
 * One sanction holds at a time: a newer takes the place of the one before. A moderator who is sanctioned moderates no more.
 * @throws Refusal OWN_ACCOUNT; NOT_FOUND; FORBIDDEN (the performer and staff are out of reach, moderators are of each
 * other, or the caller does not moderate any more); CONFLICT where a timeout would shorten a ban
 */
export async function sanctionPerson(tx: Writer, news: News<ChannelEvents>, given: Sanctioning): Promise<ChatMute> {
  const { by, userId, kind, until, reason, at } = given;
  const { performerId, capacity } = by;
  if (by.userId === userId) throw notOneself();
  await lockChannel(tx, performerId);
  const wasModerator = await requireReach(tx, by, userId);
  const sanction: SanctionRow = { performerId, userId, kind, until, reason, byId: by.userId, at };
  if (!(await putSanction(tx, sanction))) throw alreadyBanned();
  await insertAct(tx, { ...sanction, capacity });
  if (wasModerator && (await deleteModerator(tx, performerId, userId))) {
    await news.record(tx, { name: 'channel.rights-changed', key: performerId, body: { performerId, userId } });
  }
  await news.record(tx, { name: 'channel.sanctioned', key: performerId, body: { performerId, userId, kind } });
  await recordAudit(tx, {
    ...{ actor: by.userId, action: kind === 'ban' ? 'chat.banned' : 'chat.timed-out', at },
    ...{ subject: { kind: 'person', id: userId }, reason: capacity === 'staff' ? reason : null },
    facts: { capacity, channel: performerId, until: until?.toISOString() ?? null },
  });
  return { kind, until: until?.toISOString() ?? null, reason };
}

/** @returns whether the person moderates here as somebody appointed */
async function requireReach(tx: Writer, by: Acting, userId: string): Promise<boolean> {
  const { performerId, capacity } = by;
  await requireStill(tx, by);
  const person = await findPerson(tx, { id: userId });
  if (person === null) throw nobody();
  const appointed = (await findModerator(tx, performerId, userId)) !== undefined;
  if (!maySilence(capacity, capacityOf(performerId, { userId, roles: person.roles }, appointed))) throw outOfReach();
  return appointed;
}
