/**
 * Publishing and following channels. One blocking read serves all channels this process follows; a wake-up entry in a
 * stream of its own interrupts it when the set of channels changes.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '#kernel/ids.ts';
import type { Cursor } from '#protocol/socket/envelope.ts';
import type { NoteBody, NoteName } from '#protocol/socket/notes.ts';
import type { RedisConnection } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';
import { notesOf, type StreamEntry } from './entries.ts';
import { publishNote, readTail } from './publish.ts';
import { currentRun } from './redis-run.ts';
import { type Channel, seqOf, streamKey } from './stream-key.ts';

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

/** Longest wait of one read, and shortest time between two frames to the same sessions, in milliseconds. */
const blockMs = 5_000;
const gatherMs = 50;

/**
 * @param redis for commands; @param reader a connection of its own, for the blocking read
 * @param listener gets every delivery of followed channels
 */
export function createLiveEvents(
  redis: RedisConnection,
  reader: RedisConnection,
  listener: Listener,
  log: Log,
): LiveEvents {
  const followed = new Map<string, Followed>();
  const wakeKey = `live:wake:${newId()}`;
  const run = currentRun(redis.commands);
  let lastWake = '0-0';
  let open = true;

  const wake = (): void => {
    redis.commands
      .multi()
      .xadd(wakeKey, 'MAXLEN', '~', 10, '*', 'wake', '1')
      .expire(wakeKey, 60)
      .exec()
      .catch((error: unknown) => log.debug({ err: error }, 'the reader could not be woken'));
  };

  const deliver = (key: string, entries: readonly StreamEntry[]): void => {
    const one = followed.get(key);
    const last = entries.at(-1);
    if (one === undefined || last === undefined) return;
    one.lastId = last[0];
    const notes = notesOf(one.channel, entries);
    if (notes.length === 0) return;
    listener(one.channel, { kind: 'notes', frame: JSON.stringify(notes.length === 1 ? notes[0] : notes) });
  };

  const readOnce = async (): Promise<boolean> => {
    const all = [...followed.entries()];
    const keys = [wakeKey, ...all.map(([key]) => key)];
    const ids = [lastWake, ...all.map(([, one]) => one.lastId)];
    const reply = await reader.commands.xread('COUNT', 500, 'BLOCK', blockMs, 'STREAMS', ...keys, ...ids);
    for (const [key, entries] of (reply ?? []) as [string, StreamEntry[]][]) {
      if (key === wakeKey) lastWake = entries.at(-1)?.[0] ?? lastWake;
      else deliver(key, entries);
    }
    return (reply ?? []).some(([key]) => key !== wakeKey);
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

  const loop = async (): Promise<void> => {
    while (open) {
      try {
        if (await readOnce()) await wait(gatherMs);
      } catch (error) {
        if (!open) return;
        log.warn({ err: error }, 'live events cannot be read');
        await wait(200);
        await renumber().catch((again: unknown) => log.debug({ err: again }, 'live events are still away'));
      }
    }
  };
  const looping = loop();

  return {
    async publish(channel, name, body) {
      await publishNote(redis.commands, await run(), channel, name, body);
    },
    async follow(channel) {
      const tail = await readTail(redis.commands, await run(), channel);
      const key = streamKey(channel);
      if (!followed.has(key)) {
        followed.set(key, { channel, epoch: tail.epoch, lastId: tail.lastId });
        wake();
      }
      return { room: channel.room, audience: channel.audience, epoch: tail.epoch, seq: seqOf(tail.lastId) - 1 };
    },
    unfollow: (channel) => void followed.delete(streamKey(channel)),
    async close() {
      open = false;
      reader.commands.disconnect();
      await looping;
    },
  };
}
