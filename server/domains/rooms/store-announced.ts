/**
 * What was last announced of a room's media, in Redis: the newest by media epoch and revision, whoever comes with it.
 */
import type { RedisConnection } from '#platform/redis/index.ts';
import { RoomMedia } from '#protocol/socket/room.ts';
import { announcedKey } from './rules/seat-keys.ts';

const keptSeconds = 3_600;

/** KEYS announced · ARGV epoch, revision, JSON, seconds → 1, or 0 where it is known, or older than what is */
const script = `
local before = redis.call('GET', KEYS[1])
if before then
  local epoch, revision, said = string.match(before, '^(%d+) (%d+) (.*)$')
  if epoch then
    epoch, revision = tonumber(epoch), tonumber(revision)
    if epoch > tonumber(ARGV[1]) or (epoch == tonumber(ARGV[1]) and revision > tonumber(ARGV[2])) then return 0 end
    if said == ARGV[3] then
      redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. ARGV[3], 'EX', ARGV[4])
      return 0
    end
  end
end
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. ARGV[3], 'EX', ARGV[4])
return 1
`;

/** Which room, and to whom. */
export interface Announced {
  readonly room: string;
  readonly to: 'public' | 'staff';
}

/** @returns whether it is news and to be told */
export async function keepAnnounced(
  redis: RedisConnection['commands'],
  { room, to }: Announced,
  { revision, media }: { readonly revision: number; readonly media: RoomMedia },
): Promise<boolean> {
  const args = [media.mediaEpoch, revision, JSON.stringify(media), keptSeconds];
  return (await redis.eval(script, 1, announcedKey(room, to), ...args)) === 1;
}

/** Undefined where nothing is kept. */
export async function readAnnounced(
  redis: RedisConnection['commands'],
  { room, to }: Announced,
): Promise<RoomMedia | undefined> {
  const kept = (await redis.get(announcedKey(room, to)))?.replace(/^\d+ \d+ /, '');
  return kept === undefined ? undefined : RoomMedia.parse(JSON.parse(kept));
}
