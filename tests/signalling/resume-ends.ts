/**
 * What nobody takes up in time is over: the seat is free, in the process that held it and behind one that was killed; and
 * what Redis forgot is begun anew without a gap.
 */
import type { Test } from 'tap';
import { sessionGraceMs } from '#protocol/socket/envelope.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { cursorsOf, resumeOn } from '../world/resume.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

export async function ends(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const { id: room } = await world.goLive();
  const watcher = await TestSocket.open(stack.other);
  await watcher.do('room.join', { room, as: 'viewer' });
  const count = () => (watcher.notes('room.presence').at(-1)?.body as Presence | undefined)?.count;
  const guests = await Promise.all([0, 1].map((at) => TestSocket.open(at === 0 ? stack : stack.other)));
  await Promise.all(guests.map((guest) => guest.do('room.join', { room, as: 'viewer' })));
  await until('three people', () => count() === 3);
  const lostMs = performance.now();
  for (const guest of guests) guest.terminate();
  // Of one the process dies as well: nobody is left to count its seconds.
  process.kill(stack.children.server ?? 0, 'SIGKILL');
  await until('one person', () => count() === 1, { withinMs: sessionGraceMs + 20_000 });
  const afterMs = performance.now() - lostMs;
  t.ok(afterMs >= sessionGraceMs - 100, `nobody was given up before the grace was over (${Math.round(afterMs)} ms)`);
  const late = await Promise.all(guests.map((guest) => resumeOn(stack.other, guest)));
  t.same(
    late.map(({ welcome }) => welcome.session.resumed),
    [false, false],
    'who comes after that begins anew',
  );
  await Promise.all([watcher, ...late].map((socket) => socket.close()));
}

export async function redisKilled(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const { id: room } = await world.goLive();
  const first = await world.socket();
  await first.do('room.join', { room, as: 'viewer' });
  const before = cursorsOf(first);
  process.kill(stack.children.redis ?? 0, 'SIGKILL');
  const anew = () => first.notes('room.presence').find(({ epoch }) => epoch !== before[0]?.epoch);
  await until('a new epoch', anew, { withinMs: 30_000 });
  t.ok(first.isOpen, 'who is connected stays so, and hears that numbering began anew');
  const { cursors } = await first.do('room.join', { room, as: 'viewer' });
  t.equal(cursors[0]?.epoch, anew()?.epoch, 'and takes a snapshot of it');

  first.terminate();
  const stale = await resumeOn(stack.other, first, { cursors: before });
  t.ok(stale.welcome.session.resumed, 'the session survived Redis');
  t.not(stale.welcome.cursors[0]?.epoch, before[0]?.epoch, 'an old cursor is not continued, and the welcome says so');
  t.same(
    stale.notes('room.presence').filter(({ epoch }) => epoch === before[0]?.epoch),
    [],
  );
  await stale.close();
}
