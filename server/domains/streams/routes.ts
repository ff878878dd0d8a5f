/**
 * Announcing, starting, ending and listing streams over HTTP.
 */
import { present } from '#kernel/assert.ts';
import type { Handlers } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { type CountViewers, countStreams } from './count-streams.ts';
import { createStream } from './create-stream.ts';
import { describeStreams } from './describe-streams.ts';
import { endStream } from './end-stream.ts';
import { listLiveStreams } from './list-live-streams.ts';
import { readStream } from './read-stream.ts';
import { type StreamDeps, startStream } from './start-stream.ts';
import type { StreamRow } from './store.ts';

export interface StreamRoutesDeps extends StreamDeps {
  readonly limits: Limits;
  readonly countViewers: CountViewers;
}

type Names = 'createStream' | 'startStream' | 'endStream' | 'listStreams' | 'getStream';

/** The routes of streams. */
export function streamRoutes(deps: StreamRoutesDeps): Handlers<Names> {
  const { database, limits, countViewers } = deps;
  const described = async (row: StreamRow): Promise<{ stream: Stream }> => {
    const [stream] = await describeStreams(database.read, [row]);
    return { stream: present(stream, 'the stream') };
  };
  return {
    createStream: async ({ body, caller }) => {
      await limits.take('createStream', caller.userId);
      return described(await createStream(deps, caller.userId, body));
    },
    startStream: async ({ params, caller }) => described(await startStream(deps, params.id, caller.userId)),
    endStream: async ({ params, caller }) =>
      described(await endStream(deps, params.id, { performerId: caller.userId })),
    listStreams: async () => ({ streams: await listLiveStreams({ read: database.read, countViewers }) }),
    getStream: async ({ params }) => {
      const [stream] = await countStreams(countViewers, [await readStream(database.read, params.id)]);
      return { stream: present(stream, 'the stream') };
    },
  };
}
