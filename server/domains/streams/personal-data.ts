/**
 * What streams keep about a person: what they announced as a performer. Export hands out all of it; erasure blanks titles and
 * tags, and leaves the row, because money points at it.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { blankStreamsOf, findStreamsOf } from './store.ts';

export const streamsPersonalData: PersonalData = {
  columns: { stream: ['performer_id'] },
  export: async (read, userId) => ({ streams: await findStreamsOf(read, userId) }),
  erase: (tx, { userId }) => blankStreamsOf(tx, userId),
};
