/**
 * Whoever is suspended is gone at once: from every route, from sockets, from media; and there is no way back in but an
 * admin's.
 */
import { cleanup } from 'node-datachannel';
import t, { type Test } from 'tap';
import type { Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import type { MediaViewer } from '../world/media-viewer.ts';
import { TestSocket } from '../world/socket.ts';
import { watchThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { askAs } from './asking.ts';
import { refusedWith } from './coded.ts';
import { mailedToken, meet, type Person, password } from './people.ts';
import { openHttpWorld } from './world.ts';

t.setTimeout(150_000);
const stack = await openStack();
t.teardown(async () => {
  await stack.close();
  cleanup();
});
const world = await openHttpWorld(stack);
const { admin } = world.cast;
/** Promised is one second; a machine that is busy with other tests gets three. */
const withinMs = 3_000;
const reason = 'Because of a test';

t.test('A viewer who is suspended', { timeout: 90_000 }, async (t) => {
  const vic = await meet(stack, 'viewer');
  await vic.client.do('forgotPassword', { body: { email: vic.email } });
  const resetToken = await mailedToken(stack, vic.email, /new password/);
  const unusedTicket = await vic.client.ticket();
  const socket = await TestSocket.open(stack, { ticket: await vic.client.ticket() });
  await socket.do('room.join', { room: demoStreamId, as: 'viewer' });
  const media = await watchThrough(socket);
  await until('pictures', () => media.packets.video > 20, { withinMs: 20_000 });
  const bystander = await TestSocket.open(stack, { ticket: await world.cast.supporter.ticket() });
  await bystander.do('room.join', { room: demoStreamId, as: 'viewer' });

  const startedMs = performance.now();
  const { done, user } = await admin.do('suspendPerson', { params: { id: vic.id }, body: { reason } });
  t.match({ done, user }, { done: true, user: { suspended: { reason } } });
  const ending = await socket.ending({ withinMs });
  const socketMs = performance.now() - startedMs;
  t.match(ending, { close: 4403, error: 'FORBIDDEN' }, 'the socket hears why it is closed');
  await until('refusal over HTTP', async () => (await vic.client.ask('getOwnProfile')).status === 401, { withinMs });
  const httpMs = performance.now() - startedMs;
  await silence(media);
  const mediaMs = performance.now() - startedMs - quietMs;
  media.close();
  t.ok(
    mediaMs < withinMs,
    `socket ${Math.round(socketMs)}, HTTP ${Math.round(httpMs)}, media ${Math.round(mediaMs)} ms`,
  );

  await closedRoutes(t, vic);
  await closedWays(t, vic, { resetToken, unusedTicket });
  const resume = { token: socket.welcome.session.token, cursors: [] };
  t.equal(await resumedAs(resume), null, 'the session is not taken up again');
  await bystander.close();
  await admin.do('restorePerson', { params: { id: vic.id }, body: { reason } });
  t.ok(
    (await loginWith(vic.email, password)) === 200 || (await loginWith(vic.email, `${password}!`)) === 200,
    'restored, they sign in',
  );
  t.equal((await vic.client.ask('getOwnProfile')).status, 401, 'and what had ended stays ended');
});

t.test('A performer who is suspended while live', { timeout: 60_000 }, async (t) => {
  const pia = await meet(stack, 'performer');
  const { stream } = await pia.client.do('createStream', {
    body: { title: 'A show', sessionType: 'broadcast_public' },
  });
  await pia.client.do('startStream', { params: { id: stream.id }, body: {} });
  const studio = await TestSocket.open(stack, { ticket: await pia.client.ticket() });
  await studio.do('room.join', { room: stream.id, as: 'performer' });
  await studio.do('publish.open', {});
  const watching = await TestSocket.open(stack);
  await watching.do('room.join', { room: stream.id, as: 'viewer' });
  await admin.do('suspendPerson', { params: { id: pia.id }, body: { reason } });
  await studio.ending({ withinMs });
  await watching.note('room.state', ({ state }) => state !== 'LIVE', { withinMs });
  t.match(
    (await world.anyone().do('getStream', { params: { id: stream.id } })).stream,
    { state: 'OFFLINE' },
    'the show is over',
  );
  t.notOk(
    (await world.anyone().do('listStreams')).streams.some(({ id }) => id === stream.id),
    'and on no list',
  );
  await watching.close();
});

t.test('Roles that are taken away', { timeout: 60_000 }, async (t) => {
  const moss = await meet(stack, 'moderator', { factor: true });
  await admin.do('setRoles', {
    params: { id: moss.id },
    body: { roles: ['viewer', 'performer'], seen: ['viewer', 'moderator'], reason },
  });
  await until('refusal of the old token', async () => (await moss.client.ask('getOwnProfile')).status === 401, {
    withinMs,
  });
  moss.client.accessToken = undefined;
  const { user } = await moss.client.do('refresh', { body: {} });
  t.same(user.roles, ['viewer', 'performer'], 'a refresh has the new ones');
});

/** Every route, with the access token that was good a moment ago. */
async function closedRoutes(t: Test, vic: Person): Promise<void> {
  for (const name of Object.keys(routes) as RouteName[]) {
    const { who }: Route = routes[name];
    if (name === 'logout' || name === 'refresh') continue;
    const answer = await askAs(vic.client, name, await world.good(name));
    refusedWith(
      t,
      answer,
      'UNAUTHENTICATED',
      `${name} (${Array.isArray(who) ? 'staff' : who}) with the token that was good`,
    );
  }
}

/** Every way in. */
async function closedWays(
  t: Test,
  vic: Person,
  { resetToken, unusedTicket }: { resetToken: string; unusedTicket: string },
): Promise<void> {
  const refresh = await new ApiClient(stack).json('POST', '/api/auth/refresh', {}, { cookie: cookieOf(vic.client) });
  refusedWith(t, refresh, 'SESSION_EXPIRED', 'the refresh cookie');
  const login = await new ApiClient(stack).ask('login', { body: { email: vic.email, password } });
  refusedWith(t, login, 'CREDENTIALS_WRONG', 'the right password');
  const wrong = await new ApiClient(stack).ask('login', { body: { email: vic.email, password: 'another' } });
  t.same(wrong.body, login.body, 'is answered like a wrong one');
  const reset = await new ApiClient(stack).ask('resetPassword', {
    body: { token: resetToken, password: `${password}!` },
  });
  t.ok(
    reset.status >= 400 || (await loginWith(vic.email, `${password}!`)) === 401,
    'a link for a new password lets nobody in',
  );
  await t.rejects(opened({ ticket: unusedTicket }), 'a ticket from before');
}

/** Pictures come every few milliseconds; none for this long is the end of them. */
const quietMs = 400;

async function silence({ packets }: MediaViewer): Promise<void> {
  let seen = -1;
  let sinceMs = 0;
  await until(
    'end of the media',
    () => {
      if (packets.video !== seen) sinceMs = performance.now();
      seen = packets.video;
      return performance.now() - sinceMs > quietMs;
    },
    { withinMs: withinMs + quietMs },
  );
}

function cookieOf({ cookies }: ApiClient): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

async function loginWith(email: string, given: string): Promise<number> {
  return (await new ApiClient(stack).ask('login', { body: { email, password: given } })).status;
}

function opened(hello: Parameters<typeof TestSocket.open>[1]): Promise<TestSocket> {
  return TestSocket.open(stack, hello);
}

/** Who the server says one is after asking for a session; null: nobody. */
async function resumedAs(resume: { token: string; cursors: never[] }): Promise<unknown> {
  const socket = await TestSocket.connect(stack);
  try {
    return (await socket.hello({ resume })).user;
  } catch {
    return null;
  } finally {
    socket.terminate();
  }
}
