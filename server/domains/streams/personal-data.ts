/**
 * What streams keep about a person: what they announced as a performer, when they were live under which split, and the two-way
 * rooms they were invited to. Export
 * hands out all of it; erasure blanks titles and tags, and leaves the rows, because money points at them.
 */
import { inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { blankStreamsOf, findInvitationsOf, findStreamsOf, type StreamRow } from './store.ts';
import { findSessionsOf } from './store-sessions.ts';

export const streamsPersonalData: PersonalData = {
  columns: { stream: ['performer_id', 'guest_id'], stream_session: ['performer_id'] },
  export: (read, userId) => ({
    streams: () => inPages((after: StreamRow | undefined, limit) => findStreamsOf(read, userId, after, limit)),
    // What it is called is its performer's.
    'two-way-rooms': () =>
      inPages((after: { id: string } | undefined, limit) => findInvitationsOf(read, userId, after, limit)),
    'stream-sessions': () =>
      inPages((after: { id: string } | undefined, limit) => findSessionsOf(read, userId, after, limit)),
  }),
  erase: { streams: shrinking((tx, { userId }, most) => blankStreamsOf(tx, userId, most)) },
};
