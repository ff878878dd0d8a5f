/**
 * Streams: what was announced and where it is in its life. Promises that a start and an end are each told once and in
 * order (`stream.started`, `stream.ended`). Never knows where the media is or who is watching: that is `rooms`.
 */
export { isForEverybody, requireAdmissible, requireNamed, requirePerformerOf, requireTicket } from './access.ts';
export { ageStreams } from './age-streams.ts';
export type { CountViewers } from './count-streams.ts';
export { createStream } from './create-stream.ts';
export { type Ending, endStream } from './end-stream.ts';
export { type StreamEvents, streamEvents } from './events.ts';
export { expireSilentStreams } from './expire-silent-streams.ts';
export { findLiveSessionOf } from './find-live-session-of.ts';
export { findOpenSession } from './find-open-session.ts';
export { keepDemoLive } from './keep-demo-live.ts';
export { listAllLiveOf } from './list-all-live-of.ts';
export { listLiveStreams } from './list-live-streams.ts';
export { streamsPersonalData } from './personal-data.ts';
export { readLiveOf } from './read-live-of.ts';
export { readOnAir } from './read-on-air.ts';
export { readOnAirForUpdate } from './read-on-air-for-update.ts';
export { type RoomNow, readRooms } from './read-rooms.ts';
export { readShows } from './read-shows.ts';
export { readState } from './read-state.ts';
export { readStream } from './read-stream.ts';
export { type StreamRoutesDeps, streamRoutes } from './routes.ts';
export { type StartDeps, type StreamDeps, startStream } from './start-stream.ts';
export type { SessionRow } from './store-sessions.ts';
