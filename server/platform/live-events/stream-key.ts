/**
 * Where the notes of one (room, audience) lie in Redis.
 */
import type { Audience } from '#protocol/socket/envelope.ts';

/** A shared audience: session notes never leave their process. */
export type SharedAudience = Exclude<Audience, 'session'>;

export interface Channel {
  readonly room: string;
  readonly audience: SharedAudience;
}

/** The Redis Stream; the braces keep it beside its epoch in a cluster. */
export function streamKey({ room, audience }: Channel): string {
  return `live:{${room}}:${audience}`;
}

/** The epoch of the numbering and the Redis run it was made in. */
export function epochKey(channel: Channel): string {
  return `${streamKey(channel)}:epoch`;
}

/** The last sequence number in a stream entry id of ours, `0-<seq>`. */
export function seqOf(entryId: string): number {
  return Number(entryId.slice(entryId.indexOf('-') + 1));
}
