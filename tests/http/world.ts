/**
 * The stage of the HTTP tests: one running Busker, somebody of each role, and a good request for every route.
 */
import type { Test } from 'tap';
import { roles } from '#protocol/http/auth.ts';
import { privilegedRoles, type Role } from '#protocol/http/route.ts';
import type { RouteName } from '#protocol/http/routes.ts';
import { ApiClient } from '../world/api.ts';
import type { WorldStack } from '../world/stack.ts';
import type { GoodRequest } from './example.ts';
import { examples } from './examples.ts';
import { meet, type Person } from './people.ts';

export type { GoodRequest } from './example.ts';

export interface HttpWorld {
  readonly stack: WorldStack;
  /** Somebody new, not signed in. */
  anyone(): ApiClient;
  /** Signed in, one for each role; staff with their second factor. */
  readonly cast: Readonly<Record<Role, ApiClient>>;
  /** What a route takes and carries out, made anew each time. @param as who is going to ask; absent: the performer */
  good(name: RouteName, as?: Person): Promise<GoodRequest>;
  /** A new public stream of the performer. */
  announce(): Promise<string>;
}

export type HttpCase = (t: Test, world: HttpWorld) => Promise<void>;

export async function openHttpWorld(stack: WorldStack): Promise<HttpWorld> {
  const anyone = (): ApiClient => new ApiClient(stack);
  const signedIn = async (role: Role): Promise<[Role, ApiClient]> => {
    // The demo's own staff stay without a second factor, as they are in a fresh Busker.
    if (privilegedRoles.includes(role)) return [role, (await meet(stack, role, { factor: true })).client];
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
  return {
    ...{ stack, anyone, cast, announce },
    good: async (name, as) => examples[name]({ stack, live, as }),
  };
}
