/**
 * How many are in a room: people, not tabs. Who leaves is gone at once; who was lost is waited for, and gone then.
 */
import type { Test } from 'tap';
import { sessionGraceMs } from '#protocol/socket/envelope.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import type { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

/** It is told at most once a second; a busy machine gets three. */
const promptlyMs = 3_000;

export async function presence(t: Test, world: World): Promise<void> {
  const { id: room } = await world.goLive();
  const watcher = await world.socket();
  const told = (): Presence | undefined => watcher.notes('room.presence').at(-1)?.body as Presence | undefined;
  const join = async (who?: 'viewer' | 'fan'): Promise<TestSocket> => {
    const socket = await world.socket(who);
    await socket.do('room.join', { room, as: 'viewer' });
    return socket;
  };
  const becomes = async (count: number, why: string): Promise<void> => {
    const startedMs = performance.now();
    await until(`count of ${count}`, () => told()?.count === count, { withinMs: 20_000 });
    const afterMs = performance.now() - startedMs;
    t.ok(afterMs < promptlyMs, `${why}: ${count} (${Math.round(afterMs)} ms)`);
  };

  await watcher.do('room.join', { room, as: 'viewer' });
  await becomes(1, 'whoever watches alone');
  const [tab, otherTab] = await Promise.all([join('viewer'), join('viewer')]);
  await becomes(2, 'one person with two tabs is one more');
  t.same(
    told()?.people.map(({ displayName }) => displayName),
    ['Vic'],
    'and is named once',
  );
  const fan = await join('fan');
  await becomes(3, 'another person');
  t.same(
    told()?.people.map(({ displayName }) => displayName),
    ['Fern', 'Vic'],
    'the newest first',
  );
  await Promise.all([otherTab.close(), fan.close()]);
  await becomes(2, 'one whose tab is closed, and one of two tabs');
  await tab.close();
  await becomes(1, 'the last tab is closed');

  const performer = await world.socket('nova');
  await performer.do('room.join', { room, as: 'performer' });
  const guest = await join();
  await becomes(2, 'the performer does not count among the viewers');
  await guest.do('room.leave', {});
  await becomes(1, 'who leaves without closing');
  t.equal(await guest.codeOf('watch.sync', { rtpCapabilities: {} }), 'NOT_IN_ROOM');

  await diedWhileJoining(t, world, room);
  const listed = async () =>
    (await world.cast.fan.do('listStreams')).streams.find(({ id }) => id === room)?.viewers === 1;
  t.ok(await until('same count in the list', listed), 'the front page says the same');
  await Promise.all([watcher.close(), performer.close(), guest.close()]);
}

/** Each is cut at another moment of its join, with media set up for it or not. */
async function diedWhileJoining(t: Test, world: World, room: string): Promise<void> {
  const rooms = [room, demoStreamId];
  const guests = await Promise.all(rooms.map(() => world.socket()));
  /** As Redis has it now. */
  const counts = async (): Promise<number[]> => {
    const joined = await Promise.all(rooms.map((one, at) => guests[at]?.do('room.join', { room: one, as: 'viewer' })));
    return joined.map((one) => one?.presence.count ?? 0);
  };
  const before = [await counts(), await sessionsOf(world)];
  await Promise.all(
    Array.from({ length: 40 }, async (_, at) => {
      const socket = await world.socket();
      const rtpCapabilities = socket.welcome.rtpCapabilities ?? {};
      socket.request('room.join', { room: rooms[at % 2] ?? room, as: 'viewer', rtpCapabilities });
      await socket.terminateAfter(at);
    }),
  );
  await until('end of their sessions', async () => (await sessionsOf(world)) === before[1]);
  const left = async (): Promise<boolean> => (await counts()).join() === before[0]?.toString();
  await until('the end of their grace', left, { withinMs: sessionGraceMs + 10_000 });
  t.pass('of forty who were cut off while they came in nobody is left when their grace is over');
  await Promise.all(guests.map((guest) => guest.close()));
}

/** How many sessions the server has. */
async function sessionsOf({ stack }: World): Promise<number> {
  const metrics = await (await fetch(stack.metricsUrl)).text();
  return Number(/^busker_socket_sessions\S* (\d+)/m.exec(metrics)?.[1]);
}
