/**
 * Going on where somebody stopped hearing: the notes since, then all that follow, each once. What is read from Redis and
 * what this process reads for everybody overlap; the moment of joining is chosen where they meet.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { refusal } from '#protocol/errors.ts';
import type { Cursor, NoteEnvelope } from '#protocol/socket/envelope.ts';
import type { RedisConnection } from '../redis/index.ts';
import { notesOf, type StreamEntry } from './entries.ts';
import type { Tail } from './publish.ts';
import { addressOf, type Channel, seqOf, streamKey } from './stream-key.ts';

/** A channel, and the last note that was heard on it; absent: from now on. */
export interface Wish {
  readonly channel: Channel;
  readonly cursor?: Cursor | undefined;
}

/** Where a channel goes on: after the wish's cursor with what was missed, or from now on where that is impossible. */
export interface Caught {
  readonly cursor: Cursor;
  readonly notes: readonly NoteEnvelope[];
}

/** A channel as this process follows it. */
export interface Following {
  readonly channel: Channel;
  readonly epoch: string;
  /** Id of the last entry it has read for everybody. */
  readonly lastId: string;
  /** Those who want to keep what it reads meanwhile. */
  readonly taps: Set<NoteEnvelope[]>;
}

export interface ContinueDeps {
  readonly redis: RedisConnection['commands'];
  /** Follows a channel. @returns its numbering as it is */
  readonly follow: (channel: Channel) => Promise<Tail>;
  /** Undefined where nobody follows it any more. */
  readonly following: (channel: Channel) => Following | undefined;
}

/** A wish under way. */
interface Reading {
  readonly wish: Wish;
  readonly following: Following;
  /** What this process read since; never more than it reads in the time of one question to Redis. */
  readonly tap: NoteEnvelope[];
  /** What lies after the cursor in Redis. */
  readonly since: readonly NoteEnvelope[];
}

/** This process reads for everybody in gulps (`read-loop.ts`), so it may be behind what a client heard elsewhere. */
const waitMs = 25;
const tries = 60;

/** @param join called once, in the moment from which on everything new arrives. @throws Refusal OVERLOADED */
export async function continueFrom(
  deps: ContinueDeps,
  wishes: readonly Wish[],
  join: (caught: readonly Caught[]) => void,
): Promise<void> {
  for (let tried = 0; tried < tries; tried += 1) {
    const read = await Promise.all(wishes.map((wish) => readSince(deps, wish)));
    const caught = read.map((one) => one && meet(one, deps.following(one.wish.channel), tried < tries / 2));
    for (const one of read) one?.following.taps.delete(one.tap);
    if (!caught.includes(undefined)) {
      join(caught as Caught[]);
      return;
    }
    await wait(waitMs);
  }
  throw refusal('OVERLOADED', 'Too much is happening to catch up with.');
}

async function readSince({ redis, follow, following }: ContinueDeps, wish: Wish): Promise<Reading | undefined> {
  const { channel, cursor } = wish;
  const tail = await follow(channel);
  const at = following(channel);
  if (at === undefined) return undefined;
  const tap: NoteEnvelope[] = [];
  // Of a numbering that is gone, or ahead of all there is: nothing can follow it.
  const lost = cursor?.epoch !== at.epoch || cursor.seq > seqOf(tail.lastId) - 1;
  if (cursor === undefined || lost) return { wish: { channel }, following: at, tap, since: [] };
  // First, so that what is read of the stream and what this process reads meanwhile overlap.
  at.taps.add(tap);
  try {
    const entries = await redis.xrange(streamKey(channel), `(0-${cursor.seq + 1}`, '+');
    return { wish, following: at, tap, since: notesOf(channel, entries as unknown as StreamEntry[]) };
  } catch (error) {
    at.taps.delete(tap);
    throw error;
  }
}

/**
 * Undefined where the numbering is another by now, or where this process has not read as far as the client has: again.
 * @param exact false: a client that is ahead gets again what it had, and drops it
 */
function meet(
  { wish, following, tap, since }: Reading,
  now: Following | undefined,
  exact: boolean,
): Caught | undefined {
  const { channel, cursor } = wish;
  if (now !== following) return undefined;
  const seq = seqOf(now.lastId) - 1;
  const here: Cursor = { ...addressOf(channel), epoch: now.epoch, seq };
  if (cursor === undefined || cursor.epoch !== now.epoch) return { cursor: here, notes: [] };
  const last = since.at(-1)?.seq ?? cursor.seq;
  // What this process has not read yet comes by the common way.
  const notes = [...since, ...tap.filter((note) => note.seq > last)].filter((note) => note.seq <= seq);
  const whole = notes.every((note, index) => note.epoch === cursor.epoch && note.seq === cursor.seq + 1 + index);
  if (whole && notes.length === Math.max(0, seq - cursor.seq)) {
    return seq < cursor.seq && exact ? undefined : { cursor, notes };
  }
  return { cursor: here, notes: [] };
}
