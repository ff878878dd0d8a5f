/**
 * Requests of one session are carried out and answered in order; notes reach everybody without gaps, however much happens.
 */
import type { Test } from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { gapsIn } from '../world/socket-bystander.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

export async function ordering(t: Test, world: World): Promise<void> {
  const socket = await world.socket();
  const join = { type: 'request', method: 'room.join', params: { room: demoStreamId, as: 'viewer' } };
  const slowAndQuick = Array.from({ length: 60 }, (_, at) =>
    at % 3 === 0 ? { ...join, id: at + 1 } : { type: 'request', id: at + 1, method: 'session.ping' },
  );
  socket.send(slowAndQuick.slice(0, 30));
  for (const request of slowAndQuick.slice(30)) socket.send(request);
  await socket.answerTo(60);
  const answered = socket.said.flatMap((message) => (message.type === 'answer' ? [message.id] : []));
  t.same(
    answered,
    slowAndQuick.map(({ id }) => id),
    'the quick ones wait for the slow ones before them',
  );

  socket.send({ type: 'request', id: 5_000, method: 'session.ping' });
  t.match(await socket.answerTo(5_000), { ok: true }, 'ids may leap');
  await socket.close();
  await busyRoom(t, world);
}

async function busyRoom(t: Test, world: World): Promise<void> {
  const { id: room } = await world.goLive();
  await startIsTold(world, room);
  const watchers = await Promise.all(Array.from({ length: 5 }, () => world.socket()));
  const joined = await Promise.all(watchers.map((one) => one.do('room.join', { room, as: 'viewer' })));
  const nova = world.cast.nova;
  for (let round = 0; round < 5; round += 1) {
    await nova.do('endStream', { params: { id: room }, body: {} });
    await nova.do('startStream', { params: { id: room }, body: {} });
  }
  const states = (at: number) => watchers[at]?.notes('room.state') ?? [];
  await until('ten changes told to all', () => watchers.every((_, at) => states(at).length >= 10), {
    withinMs: 20_000,
  });
  watchers.forEach((watcher, at) => {
    t.same(gapsIn(watcher.notes(), joined[at]?.cursors ?? []), [], `watcher ${at + 1} missed nothing`);
    const told = states(at).map(({ body }) => (body as { state: string }).state);
    t.same(told, Array(5).fill(['OFFLINE', 'LIVE']).flat(), 'and heard it in order, once');
  });
  await Promise.all(watchers.map((one) => one.close()));
}

/** Resolves when all that happened to the show so far has been told: a note of it is none of the ten. */
async function startIsTold(world: World, room: string): Promise<void> {
  const early = await world.socket();
  await early.do('room.join', { room, as: 'viewer' });
  const about = { params: { id: room }, body: {} };
  await world.cast.nova.do('endStream', about);
  await world.cast.nova.do('startStream', about);
  const told = (): string =>
    early
      .notes('room.state')
      .map(({ body }) => (body as { state: string }).state)
      .join();
  await until('end and start', () => told().endsWith('OFFLINE,LIVE'), { withinMs: 20_000 });
  await early.close();
}
