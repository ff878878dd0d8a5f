/**
 * Streams as everybody sees them: with their performer's name, amounts as text, times in ISO 8601.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { readPeople } from '../accounts/index.ts';
import type { StreamRow } from './store.ts';

/** In the order given. */
export async function describeStreams(read: Reader, rows: readonly StreamRow[]): Promise<Stream[]> {
  const people = await readPeople(
    read,
    rows.map((row) => row.performerId),
  );
  return rows.map(({ id, title, performerId, sessionType, priceTokens, adult, tags, state, ...times }) => ({
    id,
    title,
    performer: people.get(performerId) ?? { id: performerId, displayName: '', handle: '' },
    sessionType,
    priceTokens: priceTokens === null ? null : String(priceTokens),
    adult,
    tags,
    state,
    liveSince: times.liveSince?.toISOString() ?? null,
    endedAt: times.endedAt?.toISOString() ?? null,
    scheduledFor: times.scheduledFor?.toISOString() ?? null,
  }));
}
