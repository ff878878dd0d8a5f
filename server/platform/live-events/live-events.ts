/**
 * Publishing and following channels. One blocking read serves all channels this process follows; an entry in a stream of
 * its own wakes it when the set of channels changes.
 */
import { newId } from '#kernel/ids.ts';
import type { Cursor } from '#protocol/socket/envelope.ts';
import type { NoteBody, NoteName } from '#protocol/socket/notes.ts';
import type { RedisConnection } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';
import { notesOf, type StreamEntry } from './entries.ts';
import { publishNote, readTail } from './publish.ts';
import { startReadLoop } from './read-loop.ts';
import { currentRun } from './redis-run.ts';
import { type Channel, seqOf, streamKey } from './stream-key.ts';
import { createWaker } from './waker.ts';

/** What a follower gets: serialised once for all, or the news that numbering began anew. */
export type Delivery = { readonly kind: 'notes'; readonly frame: string } | { readonly kind: 'reset' };
export type Listener = (channel: Channel, delivery: Delivery) => void;

export interface LiveEvents {
  publish<N extends NoteName>(channel: Channel, name: N, body: NoteBody<N>): Promise<void>;
  /** Follows a channel from now on. @returns the cursor that now is. */
  follow(channel: Channel): Promise<Cursor>;
  unfollow(channel: Channel): void;
  close(): Promise<void>;
}

interface Followed {
  readonly channel: Channel;
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

  const take = (key: string, entries: readonly StreamEntry[]): boolean => {
    if (waker.take(key, entries)) return false;
    const one = followed.get(key);
    const last = entries.at(-1);
    if (one === undefined || last === undefined) return false;
    one.lastId = last[0];
    const notes = notesOf(one.channel, entries);
    if (notes.length === 0) return false;
    listener(one.channel, { kind: 'notes', frame: JSON.stringify(notes.length === 1 ? notes[0] : notes) });
    return true;
  };

  const renumber = async (): Promise<void> => {
    for (const one of followed.values()) {
      const tail = await readTail(redis.commands, await run(), one.channel);
      if (tail.epoch === one.epoch) continue;
      one.epoch = tail.epoch;
      one.lastId = tail.lastId;
      listener(one.channel, { kind: 'reset' });
    }
  };

  const wanted = (): Map<string, string> =>
    new Map([waker.position(), ...[...followed].map(([key, one]) => [key, one.lastId] as const)]);
  const loop = startReadLoop({ reader, wanted, take, onBack: renumber, log });

  return {
    async publish(channel, name, body) {
      await publishNote(redis.commands, await run(), channel, name, body);
    },
    async follow(channel) {
      const tail = await readTail(redis.commands, await run(), channel);
      const key = streamKey(channel);
      if (!followed.has(key)) {
        followed.set(key, { channel, epoch: tail.epoch, lastId: tail.lastId });
        waker.wake();
      }
      return { room: channel.room, audience: channel.audience, epoch: tail.epoch, seq: seqOf(tail.lastId) - 1 };
    },
    unfollow: (channel) => void followed.delete(streamKey(channel)),
    close: () => loop.close(),
  };
}
