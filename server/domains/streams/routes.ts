/**
 * Announcing, scheduling, starting, ending and listing streams over HTTP.
 */
import { present } from '#kernel/assert.ts';
import type { Handlers } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { type CountViewers, countStreams } from './count-streams.ts';
import { createStream } from './create-stream.ts';
import { describeStreams } from './describe-streams.ts';
import { editStream } from './edit-stream.ts';
import { endStream } from './end-stream.ts';
import { listLiveStreams } from './list-live-streams.ts';
import { listLiveTags } from './list-live-tags.ts';
import { listUpcomingStreams } from './list-upcoming-streams.ts';
import { readListed } from './read-listed.ts';
import type { StreamFilter } from './rules/narrow.ts';
import { scheduleStream } from './schedule-stream.ts';
import { type StartDeps, startStream } from './start-stream.ts';
import type { StreamRow } from './store.ts';
import { testStream } from './test-stream.ts';

export interface StreamRoutesDeps extends StartDeps {
  readonly limits: Limits;
  readonly countViewers: CountViewers;
}

type Names =
  | 'createStream'
  | 'testStream'
  | 'startStream'
  | 'endStream'
  | 'editStream'
  | 'scheduleStream'
  | 'listStreams'
  | 'listUpcoming'
  | 'listTags'
  | 'getStream';

/** The routes of streams. */
export function streamRoutes(deps: StreamRoutesDeps): Handlers<Names> {
  const { database, limits, clock, countViewers } = deps;
  const described = async (row: StreamRow): Promise<{ stream: Stream }> => {
    const [stream] = await describeStreams(database.read, [row]);
    return { stream: present(stream, 'the stream') };
  };
  const limitSearch = async ({ search, tag }: StreamFilter, ip: string): Promise<void> => {
    if ((search ?? tag ?? '') !== '') await limits.take('searchIp', ip);
  };
  return {
    createStream: async ({ body, caller }) => {
      await limits.take('createStream', caller.userId);
      return described(await createStream(deps, caller.userId, body));
    },
    testStream: async ({ params, caller }) => {
      await limits.take('startStream', caller.userId);
      return described(await testStream(deps, params.id, caller.userId));
    },
    startStream: async ({ params, caller }) => {
      await limits.take('startStream', caller.userId);
      return described(await startStream(deps, params.id, caller.userId));
    },
    endStream: async ({ params, caller }) =>
      described(await endStream(deps, params.id, { performerId: caller.userId })),
    editStream: async ({ params, body, caller }) => {
      await limits.take('editStream', caller.userId);
      return described(await editStream(deps, params.id, caller.userId, body));
    },
    scheduleStream: async ({ params, body, caller }) => {
      const at = body.scheduledFor === null ? null : new Date(body.scheduledFor);
      return described(await scheduleStream(deps, params.id, caller.userId, at));
    },
    listStreams: async ({ query, ip }) => {
      await limitSearch(query, ip);
      return { streams: await listLiveStreams({ read: database.read, countViewers }, query) };
    },
    listUpcoming: async ({ query, ip }) => {
      await limitSearch(query, ip);
      return { streams: await listUpcomingStreams({ read: database.read, clock }, query) };
    },
    listTags: async () => ({ tags: await listLiveTags(database.read) }),
    getStream: async ({ params }) => {
      const [stream] = await countStreams(countViewers, [await readListed(database.read, params.id)]);
      return { stream: present(stream, 'the stream') };
    },
  };
}
