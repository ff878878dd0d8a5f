/**
 * Publishing and following channels. One blocking read serves all channels this process follows; an entry in a stream of
 * its own wakes it when the set of channels changes.
 */
import { newId } from '#kernel/ids.ts';
import type { Cursor } from '#protocol/socket/envelope.ts';
import type { NoteBody, NoteName } from '#protocol/socket/notes.ts';
import type { RedisConnection } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';
import { type Caught, continueFrom, type Following, type Wish } from './continue-from.ts';
import { notesOf, type StreamEntry } from './entries.ts';
import { keepFollowed, listening } from './keep-channels.ts';
import { type ChannelNote, publishNotes, readTail, type Tail } from './publish.ts';
import { startReadLoop } from './read-loop.ts';
import { currentRun } from './redis-run.ts';
import { addressOf, type Channel, seqOf, streamKey } from './stream-key.ts';
import { createWaker } from './waker.ts';

/** What a follower gets: serialised once for all, or the news that numbering began anew. */
export type Delivery = { readonly kind: 'notes'; readonly frame: string } | { readonly kind: 'reset' };
export type Listener = (channel: Channel, delivery: Delivery) => void;

export interface LiveEvents {
  publish<N extends NoteName>(channel: Channel, name: N, body: NoteBody<N>): Promise<void>;
  /** Several notes in one round trip; of one channel each after the one before it. */
  publishAll(notes: readonly ChannelNote[]): Promise<void>;
  /** Of these people those who are on the site, or were within the last hour; in the order given. */
  listening(persons: readonly string[]): Promise<string[]>;
  /** Follows a channel from now on. @returns the cursor that now is. */
  follow(channel: Channel): Promise<Cursor>;
  /**
   * Follows channels and goes on after the cursors.
   * @param join called in the moment from which on the listener gets what is new. @throws Refusal OVERLOADED
   */
  continueFrom(wishes: readonly Wish[], join: (caught: readonly Caught[]) => void): Promise<void>;
  unfollow(channel: Channel): void;
  close(): Promise<void>;
}

interface Followed extends Following {
  epoch: string;
  lastId: string;
}

/**
 * @param redis for commands; @param reader a connection of its own, for the blocking read; closed by `close`
 * @param listener gets every delivery of followed channels
 */
export function createLiveEvents(
  redis: RedisConnection,
  reader: RedisConnection,
  listener: Listener,
  log: Log,
): LiveEvents {
  const followed = new Map<string, Followed>();
  const waker = createWaker(redis, newId(), log);
  const run = currentRun(redis.commands);
  const tailOf = async (channel: Channel): Promise<Tail> => readTail(redis.commands, await run(), channel);

  const take = (key: string, entries: readonly StreamEntry[]): boolean => {
    if (waker.take(key, entries)) return false;
    const one = followed.get(key);
    const last = entries.at(-1);
    if (one === undefined || last === undefined) return false;
    one.lastId = last[0];
    const notes = notesOf(one.channel, entries);
    if (notes.length === 0) return false;
    for (const tap of one.taps) tap.push(...notes);
    listener(one.channel, { kind: 'notes', frame: JSON.stringify(notes.length === 1 ? notes[0] : notes) });
    return true;
  };

  const follow = async (channel: Channel): Promise<Tail> => {
    const tail = await tailOf(channel);
    const key = streamKey(channel);
    if (!followed.has(key)) {
      followed.set(key, { channel, epoch: tail.epoch, lastId: tail.lastId, taps: new Set() });
      waker.wake();
    }
    return tail;
  };

  const following = (channel: Channel): Followed | undefined => followed.get(streamKey(channel));
  const wanted = (): Map<string, string> =>
    new Map([waker.position(), ...[...followed].map(([key, one]) => [key, one.lastId] as const)]);
  const loop = startReadLoop({
    reader,
    wanted,
    take,
    onBack: () => renumber(followed.values(), tailOf, listener),
    log,
  });
  const keeping = keepFollowed(redis.commands, () => [...followed.values()].map(({ channel }) => channel), log);

  return {
    ...publishing(redis.commands, run),
    async follow(channel) {
      const tail = await follow(channel);
      return { ...addressOf(channel), epoch: tail.epoch, seq: seqOf(tail.lastId) - 1 };
    },
    continueFrom: (wishes, join) => continueFrom({ redis: redis.commands, follow, following }, wishes, join),
    unfollow: (channel) => void followed.delete(streamKey(channel)),
    close: () => {
      keeping.stop();
      return loop.close();
    },
  };
}

function publishing(
  redis: RedisConnection['commands'],
  run: () => Promise<string>,
): Pick<LiveEvents, 'publish' | 'publishAll' | 'listening'> {
  return {
    async publish(channel, name, body) {
      await publishNotes(redis, await run(), [{ channel, name, body } as ChannelNote]);
    },
    async publishAll(notes) {
      if (notes.length > 0) await publishNotes(redis, await run(), notes);
    },
    listening: (persons) => listening(redis, persons),
  };
}

/** Redis was away: what is numbered anew is told so, and read from its beginning. */
async function renumber(
  followed: Iterable<Followed>,
  tailOf: (channel: Channel) => Promise<Tail>,
  listener: Listener,
): Promise<void> {
  for (const one of followed) {
    const tail = await tailOf(one.channel);
    if (tail.epoch === one.epoch) continue;
    one.epoch = tail.epoch;
    one.lastId = tail.lastId;
    listener(one.channel, { kind: 'reset' });
  }
}
