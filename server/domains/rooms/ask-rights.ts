/**
 * Asks what holds about people, many in one statement. One statement at a time, so that answers come in the order in which
 * they were asked for: an older one never overtakes a newer, and whoever acts at once never acts on what is out of date.
 */
import { gather } from '#kernel/gather.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { refusal } from '#protocol/errors.ts';
import { type AskedRights, type Rights, readRights } from '../channels/index.ts';
import type { RoomsDeps } from './parts.ts';

/** Most people of one statement. */
const most = 1_000;
/** More only where Postgres has not answered for seconds. */
const mostWaiting = 20_000;

const ofNobody: Rights = { ban: null, moderates: false };

/** Nobody anonymous is asked about. What is asked rejects with OVERLOADED where 20,000 wait. */
export function askRights(read: Reader): RoomsDeps['rightsOf'] {
  const full = () => refusal('OVERLOADED', 'Too many people come in at once.', { retryAfterSeconds: 1 });
  const questions = gather<AskedRights, Rights>({ withinMs: 0, most, mostWaiting, full }, async (asked) => {
    const rights = await readRights(read, asked);
    return rights.map((value) => ({ status: 'fulfilled', value }));
  });
  return async (performerId: string, identity: Identity | null) =>
    identity === null ? ofNobody : questions.add({ performerId, identity });
}
