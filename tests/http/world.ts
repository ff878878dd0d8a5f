/**
 * The stage of the HTTP tests: one running Busker, somebody of each role, and a good request for every route.
 */
import type { Test } from 'tap';
import { roles } from '#protocol/http/auth.ts';
import type { Role } from '#protocol/http/route.ts';
import type { RouteName } from '#protocol/http/routes.ts';
import { demoPassword, demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import type { WorldStack } from '../world/stack.ts';

export interface GoodRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface HttpWorld {
  readonly stack: WorldStack;
  /** Somebody new, not signed in. */
  anyone(): ApiClient;
  /** Signed in, one for each role. */
  readonly cast: Readonly<Record<Role, ApiClient>>;
  /** What each route takes and carries out, as the performer of the cast. */
  readonly good: Readonly<Record<RouteName, GoodRequest>>;
  /** A new public stream of the performer. */
  announce(): Promise<string>;
}

export type HttpCase = (t: Test, world: HttpWorld) => Promise<void>;

export async function openHttpWorld(stack: WorldStack): Promise<HttpWorld> {
  const anyone = (): ApiClient => new ApiClient(stack);
  const signedIn = async (role: Role): Promise<[Role, ApiClient]> => {
    const client = anyone();
    await client.login(role);
    return [role, client];
  };
  const cast = Object.fromEntries(await Promise.all(roles.map(signedIn))) as Record<Role, ApiClient>;
  const announce = async (): Promise<string> => {
    const body = { title: 'An HTTP test', sessionType: 'broadcast_public' } as const;
    return (await cast.performer.do('createStream', { body })).stream.id;
  };
  const live = await announce();
  await cast.performer.do('startStream', { params: { id: live }, body: {} });
  const nothing = { body: {} };
  return {
    ...{ stack, anyone, cast, announce },
    good: {
      login: { body: { email: 'viewer@busker.example', password: demoPassword } },
      ...{ refresh: nothing, logout: nothing, socketTicket: nothing },
      createStream: {
        body: { title: 'Good', sessionType: 'broadcast_private', priceTokens: 5, adult: false, tags: ['jazz'] },
      },
      startStream: { params: { id: live }, ...nothing },
      endStream: { params: { id: live }, ...nothing },
      ...{ listStreams: {}, getStream: { params: { id: demoStreamId } } },
      ...{ healthz: {}, readyz: {}, healthParts: {} },
    },
  };
}
