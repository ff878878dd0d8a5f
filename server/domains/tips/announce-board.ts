/**
 * Tells a performer's rooms how goal and leaderboard stand: at once after a tip, then at most once a second a room, over all
 * processes. What is told is read when it is told, so whoever is late says what is newer.
 */
import { throttle } from '#kernel/throttle.ts';
import type { Database } from '#platform/database/index.ts';
import type { ChannelNote, LiveEvents } from '#platform/live-events/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Log } from '#platform/telemetry/log.ts';
import { rankSession } from './rank-session.ts';
import { readGoal } from './read-goal.ts';
import { findRoomsOf, markReached } from './store-board.ts';

export interface AnnounceBoardDeps {
  readonly database: Database;
  readonly live: Pick<LiveEvents, 'publishAll'>;
  readonly redis: RedisConnection['commands'];
  readonly log: Log;
}

export interface BoardAnnouncer {
  /** Something that goal or leaderboard count was given, or the goal is another one. */
  changed(performerId: string): void;
  /** Tells what is still to be told, then nothing more. */
  close(): Promise<void>;
}

const everyMs = 1_000;
/** Most rooms of one performer that are told. */
const mostRooms = 20;

/**
 * The announcer of this process. One that is killed takes with it what it had not told within the second; the next tip tells
 * it, and so does `tip.open`.
 */
export function announceBoard(deps: AnnounceBoardDeps): BoardAnnouncer {
  const waiting = new Set<string>();
  const failed = (error: unknown): void => deps.log.warn({ err: error }, 'goal and leaderboard were not announced');
  const throttled = throttle(
    everyMs,
    async (performerId) => {
      // Another process told it within the second: asked again, this one comes next.
      if (await takeTurn(deps, performerId)) await tell(performerId);
      else throttled.ask(performerId);
    },
    failed,
  );
  const tell = async (performerId: string): Promise<void> => {
    waiting.delete(performerId);
    await tellBoard(deps, performerId);
  };
  return {
    changed(performerId) {
      waiting.add(performerId);
      throttled.ask(performerId);
    },
    async close() {
      throttled.close();
      for (const performerId of [...waiting]) await tell(performerId).catch(failed);
    },
  };
}

/** A little less than the second, so that a process alone is never late by two. */
async function takeTurn({ redis }: AnnounceBoardDeps, performerId: string): Promise<boolean> {
  return (await redis.set(`tips:board:${performerId}`, '1', 'PX', everyMs - 50, 'NX')) === 'OK';
}

async function tellBoard({ database, live }: AnnounceBoardDeps, performerId: string): Promise<void> {
  const { read } = database;
  const rooms = await findRoomsOf(read, performerId, mostRooms);
  if (rooms.length === 0) return;
  const goal = await readGoal(read, performerId);
  if (goal?.done === true) await database.transact((tx) => markReached(tx, goal.id));
  const notes: ChannelNote[] = [];
  for (const { room, sessionId } of rooms) {
    const channel = { room, audience: 'public' } as const;
    notes.push({ channel, name: 'tip.goal', body: { goal } });
    if (sessionId === null) continue;
    notes.push({ channel, name: 'tip.board', body: { board: await rankSession(read, sessionId) } });
  }
  await live.publishAll(notes);
}
