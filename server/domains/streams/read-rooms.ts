/**
 * Streams and the sessions they are in, many at once: what decides what may be done in their rooms now.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { describeStreams } from './describe-streams.ts';
import { findStreams } from './store.ts';
import { findOpenAmong, type SessionRow } from './store-sessions.ts';

export interface RoomNow {
  readonly stream: Stream;
  /** Null: it is not live. */
  readonly session: SessionRow | null;
}

/** In the order given; null where there is no such stream. */
export async function readRooms(read: Reader, ids: readonly string[]): Promise<(RoomNow | null)[]> {
  const [rows, open] = await Promise.all([findStreams(read, ids), findOpenAmong(read, ids)]);
  const streams = new Map((await describeStreams(read, rows)).map((stream) => [stream.id, stream]));
  const sessions = new Map(open.map((session) => [session.streamId, session]));
  return ids.map((id) => {
    const stream = streams.get(id);
    return stream === undefined ? null : { stream, session: sessions.get(id) ?? null };
  });
}
