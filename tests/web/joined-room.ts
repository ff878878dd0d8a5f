/** A room as the page knows it, for tests. */
import type { StreamState } from '#protocol/http/streams.ts';
import type { RoomMedia } from '#protocol/socket/room.ts';
import type { JoinedRoom } from '../../web-client/src/signalling/room-state.ts';

const id = '00000000-0000-7000-8000-000000000001';

export function joinedRoom(state: StreamState, media: RoomMedia, count = 0): JoinedRoom {
  return {
    phase: 'joined',
    stream: {
      id,
      title: 'Songs',
      performer: { id, displayName: 'Ada', handle: 'ada' },
      sessionType: 'broadcast_public',
      priceTokens: null,
      adult: false,
      tags: [],
      state,
      liveSince: null,
      endedAt: null,
      scheduledFor: null,
      guest: null,
    },
    presence: { count, people: [] },
    media,
    moderates: false,
    hold: { muted: false, blurred: false, paused: false },
    staff: false,
  };
}
