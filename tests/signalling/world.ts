/**
 * The cast of these tests, signed in once, and the shows they put on.
 */
import type { Stream } from '#protocol/http/streams.ts';
import { ApiClient } from '../world/api.ts';
import { TestSocket } from '../world/socket.ts';
import type { WorldStack } from '../world/stack.ts';

type Name = 'performer' | 'nova' | 'viewer' | 'fan' | 'moderator';

export interface World {
  readonly stack: WorldStack;
  readonly cast: Readonly<Record<Name, ApiClient>>;
  /** A welcome socket: of somebody of the cast, or of nobody. */
  socket(who?: Name): Promise<TestSocket>;
  /** A public stream of Nova, with what shall differ. */
  announce(given?: { adult?: boolean; priceTokens?: number }): Promise<Stream>;
  /** One that is live. A performer has a few live at most: of the fifth on, the one that began first is over by then. */
  goLive(): Promise<Stream>;
}

export async function openWorld(stack: WorldStack): Promise<World> {
  const signIn = async (name: Name): Promise<ApiClient> => {
    const client = new ApiClient(stack);
    await client.login(name);
    return client;
  };
  const [performer, nova, viewer, fan, moderator] = await Promise.all([
    signIn('performer'),
    signIn('nova'),
    signIn('viewer'),
    signIn('fan'),
    signIn('moderator'),
  ]);
  const cast: World['cast'] = { performer, nova, viewer, fan, moderator };
  const announce: World['announce'] = async (given = {}) => {
    const sessionType = given.priceTokens === undefined ? 'broadcast_public' : 'broadcast_private';
    const { stream } = await cast.nova.do('createStream', { body: { title: 'A test of Nova', sessionType, ...given } });
    return stream;
  };
  const live: string[] = [];
  return {
    ...{ stack, cast, announce },
    socket: async (who) => TestSocket.open(stack, who === undefined ? {} : { ticket: await cast[who].ticket() }),
    goLive: async () => {
      const { id } = await announce();
      const over = live.push(id) > 4 ? live.shift() : undefined;
      if (over !== undefined) await cast.nova.do('endStream', { params: { id: over }, body: {} });
      return (await cast.nova.do('startStream', { params: { id }, body: {} })).stream;
    },
  };
}
