/**
 * What streams keep about a person: what they announced as a performer. Export hands out all of it; erasure blanks titles and
 * tags, and leaves the row, because money points at it.
 */
import { inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { blankStreamsOf, findStreamsOf, type StreamRow } from './store.ts';

export const streamsPersonalData: PersonalData = {
  columns: { stream: ['performer_id'] },
  export: (read, userId) => ({
    streams: () => inPages((after: StreamRow | undefined, limit) => findStreamsOf(read, userId, after, limit)),
  }),
  erase: { streams: shrinking((tx, { userId }, most) => blankStreamsOf(tx, userId, most)) },
};
