/**
 * Who signs out is out: every socket that stands on the sign-in is closed within a second, and no other.
 */
import type { Test } from 'tap';
import { ApiClient } from '../world/api.ts';
import { TestSocket } from '../world/socket.ts';
import type { World } from './world.ts';

export async function signOut(t: Test, world: World): Promise<void> {
  const { id: room } = await world.goLive();
  const phone = new ApiClient(world.stack);
  await phone.login('fan');
  const atHome = await world.socket('fan');
  const tabs = await Promise.all(
    [1, 2].map(async () => TestSocket.open(world.stack, { ticket: await phone.ticket() })),
  );
  await Promise.all([atHome, ...tabs].map((socket) => socket.do('room.join', { room, as: 'viewer' })));
  const stale = phone.accessToken;

  await phone.do('logout', { body: {} });
  const startedMs = performance.now();
  const ends = await Promise.all(tabs.map((tab) => tab.ending()));
  const afterMs = performance.now() - startedMs;
  t.same(ends, Array(2).fill({ error: 'FORBIDDEN', close: 4403, reason: 'FORBIDDEN' }), 'both tabs hear why');
  t.ok(afterMs < 3_000, `within three times a second (${Math.round(afterMs)} ms)`);
  t.equal(await atHome.codeOf('session.ping', {}), 'ok', 'the same person elsewhere goes on');
  await atHome.close();

  phone.accessToken = stale;
  const { status } = await phone.ask('socketTicket', { body: {} });
  t.equal(status, 401, 'an access token that outlives its sign-in gets no ticket for a socket');
}
