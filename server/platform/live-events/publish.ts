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
const keptSeconds = 3_600;

/** KEYS stream, epoch · ARGV run, new epoch, kept, kept seconds, name?, body? → [epoch, last seq] */
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
if ARGV[5] then
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '0-*', 'epoch', epoch, 'name', ARGV[5], 'body', ARGV[6])
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

/** Appends one note. @returns the numbering after it */
export function publishNote<N extends NoteName>(
  redis: Commands,
  run: string,
  channel: Channel,
  name: N,
  body: NoteBody<N>,
): Promise<Tail> {
  return call(redis, channel, [run, newSecret().slice(0, 16), kept, keptSeconds, name, JSON.stringify(body)]);
}

/** The numbering as it is, begun where there is none. */
export function readTail(redis: Commands, run: string, channel: Channel): Promise<Tail> {
  return call(redis, channel, [run, newSecret().slice(0, 16), kept, keptSeconds]);
}

async function call(redis: Commands, channel: Channel, args: readonly (string | number)[]): Promise<Tail> {
  const reply = await redis.eval(script, 2, streamKey(channel), epochKey(channel), ...args);
  const [epoch, lastId] = reply as [string, string];
  return { epoch, lastId };
}
