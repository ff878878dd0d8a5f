/**
 * Where the notes of one channel lie in Redis. A channel is what is heard together: a room's audience, or one person's own.
 */
import type { Audience, Cursor } from '#protocol/socket/envelope.ts';

/** An audience that people of a room share: session notes never leave their session, a person's are no room's. */
export type SharedAudience = Exclude<Audience, 'session' | 'person'>;

export interface RoomChannel {
  readonly room: string;
  readonly audience: SharedAudience;
}

/** What every session of a person hears, wherever it is. */
export interface PersonChannel {
  readonly person: string;
}

export type Channel = RoomChannel | PersonChannel;

/** Whether it is a person's channel. */
export function isPersonal(channel: Channel): channel is PersonChannel {
  return 'person' in channel;
}

/** How notes and cursors of a channel name it. */
export function addressOf(channel: Channel): Pick<Cursor, 'room' | 'audience'> {
  if (isPersonal(channel)) return { room: null, audience: 'person' };
  return { room: channel.room, audience: channel.audience };
}

/** The Redis Stream; the braces keep it beside its epoch in a cluster. */
export function streamKey(channel: Channel): string {
  return isPersonal(channel) ? `live:{person:${channel.person}}` : `live:{${channel.room}}:${channel.audience}`;
}

/** The epoch of the numbering and the Redis run it was made in. */
export function epochKey(channel: Channel): string {
  return `${streamKey(channel)}:epoch`;
}

/** The last sequence number in a stream entry id of ours, `0-<seq>`. */
export function seqOf(entryId: string): number {
  return Number(entryId.slice(entryId.indexOf('-') + 1));
}
