/**
 * Streams as everybody sees them: with their performer's name, amounts as text, times in ISO 8601.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { type Person, readPeople } from '../accounts/index.ts';
import type { StreamRow } from './store.ts';

/** In the order given. */
export async function describeStreams(read: Reader, rows: readonly StreamRow[]): Promise<Stream[]> {
  const ids = rows.flatMap(({ performerId, guestId }) => (guestId === null ? [performerId] : [performerId, guestId]));
  const people = await readPeople(read, ids);
  const named = (id: string): Person => people.get(id) ?? { id, displayName: '', handle: '' };
  return rows.map(({ id, title, performerId, guestId, sessionType, priceTokens, adult, tags, state, ...times }) => ({
    id,
    title,
    performer: named(performerId),
    sessionType,
    priceTokens: priceTokens === null ? null : String(priceTokens),
    adult,
    tags,
    state,
    liveSince: times.liveSince?.toISOString() ?? null,
    endedAt: times.endedAt?.toISOString() ?? null,
    scheduledFor: times.scheduledFor?.toISOString() ?? null,
    guest: guestId === null ? null : named(guestId),
  }));
}
