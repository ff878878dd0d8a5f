/**
 * Appends a note to its channel. The number of the entry is its sequence; the epoch is renewed whenever the counter may
 * have been lost, which is whenever Redis is another run than the one the epoch was made in.
 */

import { newSecret } from '#kernel/ids.ts';
import type { NoteBody, NoteName } from '#protocol/socket/notes.ts';
import type { RedisConnection } from '../redis/index.ts';
import { type Channel, epochKey, streamKey } from './stream-key.ts';

type Commands = RedisConnection['commands'];

/** Notes kept for those who resume. */
const kept = 2_000;
/** How long a silent channel is kept, in seconds. */
export const keptSeconds = 3_600;

/** KEYS stream, epoch · ARGV run, new epoch, kept, kept seconds, (name, body)* → [epoch, last seq] */
const script = `
local run, fresh = ARGV[1], ARGV[2]
local found = redis.call('HMGET', KEYS[2], 'epoch', 'run')
local epoch = found[1]
if not epoch or found[2] ~= run or redis.call('EXISTS', KEYS[1]) == 0 then
  epoch = fresh
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[2], 'epoch', epoch, 'run', run)
  redis.call('XADD', KEYS[1], '0-1', 'epoch', epoch, 'name', '', 'body', '')
end
for i = 5, #ARGV, 2 do
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '0-*', 'epoch', epoch, 'name', ARGV[i], 'body', ARGV[i + 1])
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('EXPIRE', KEYS[2], ARGV[4])
local info = redis.call('XINFO', 'STREAM', KEYS[1])
for i = 1, #info, 2 do
  if info[i] == 'last-generated-id' then return {epoch, info[i + 1]} end
end
`;

export interface Tail {
  readonly epoch: string;
  /** Id of the last entry, `0-<n>`. */
  readonly lastId: string;
}

/** A note and where it goes. */
export type ChannelNote = {
  [N in NoteName]: { readonly channel: Channel; readonly name: N; readonly body: NoteBody<N> };
}[NoteName];

/** Appends notes, those of one channel in this order, in one round trip. @throws the first failure; those of other channels may stand */
export async function publishNotes(redis: Commands, run: string, notes: readonly ChannelNote[]): Promise<void> {
  const work = redis.pipeline();
  for (const [first, ...others] of Map.groupBy(notes, ({ channel }) => streamKey(channel)).values()) {
    if (first === undefined) continue;
    const texts = [first, ...others].flatMap(({ name, body }) => [name, JSON.stringify(body)]);
    work.eval(script, 2, ...argsOf(first.channel, run), ...texts);
  }
  for (const [error] of (await work.exec()) ?? []) if (error !== null) throw error;
}

/** The numbering as it is, begun where there is none. */
export async function readTail(redis: Commands, run: string, channel: Channel): Promise<Tail> {
  const [epoch, lastId] = (await redis.eval(script, 2, ...argsOf(channel, run))) as [string, string];
  return { epoch, lastId };
}

function argsOf(channel: Channel, run: string): (string | number)[] {
  return [streamKey(channel), epochKey(channel), run, newSecret().slice(0, 16), kept, keptSeconds];
}
