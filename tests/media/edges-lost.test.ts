/** kill -9 of a worker that carries an edge, and of one that carries an origin: who notices, and how soon they see again. */

import t, { type Test } from 'tap';
import { until } from '../world/until.ts';
import { audience, perform, reportOf, spreadingWorld, type Watcher, watch } from './edges-cast.ts';

const { world, api } = await spreadingWorld(t, 3);

const seeing = (watchers: readonly Watcher[]) =>
  Promise.all(watchers.map(({ viewer }) => until('picture', () => viewer.marks.at(-1) === 2, { withinMs: 10_000 })));

async function openRoom(t: Test) {
  const room = await world.room(api);
  t.teardown(() => api.ask('room.close', room));
  return room;
}

/** Comes back as soon as told, and sees. @returns milliseconds since the kill */
async function comeBack(t: Test, room: Parameters<typeof watch>[2], session: string, killedAtMs: number) {
  const back = await watch(t, api, room, session);
  await until('picture again', () => back.viewer.marks.length > 0, { withinMs: 15_000 });
  return { back, afterMs: performance.now() - killedAtMs };
}

t.test('an edge’s worker dies: only who watched there notices', async (t) => {
  const room = await openRoom(t);
  const bystanders = await openRoom(t);
  const { session: performer } = await perform(t, api, room);
  await perform(t, api, bystanders);
  const watchers = await audience(t, api, room, 7);
  const elsewhere = await watch(t, api, bystanders);
  await seeing([...watchers, elsewhere]);
  const { origin, edges } = await reportOf(api, room);
  const victim = edges.find(({ worker }) => worker !== origin.worker)?.worker ?? 0;
  const { workers } = await api.do('node.report', {});
  const deadPort = workers.find(({ pid }) => pid === victim)?.port;
  const lost = watchers.filter(({ port }) => port === deadPort);
  const kept = [...watchers, elsewhere].filter(({ port }) => port !== deadPort);
  t.ok(lost.length > 0 && kept.length > 0, 'some watch there, others do not');
  for (const { viewer } of kept) viewer.watchClosely();

  const killedAtMs = performance.now();
  process.kill(victim, 'SIGKILL');
  const times: number[] = [];
  const returned = await Promise.all(
    lost.map(async ({ session }) => {
      const told = await api.event('transport.lost', (body) => body.session === session);
      t.match(told, { room: room.room, direction: 'receive', reason: 'worker_died' }, 'each of them is told');
      const { back, afterMs } = await comeBack(t, room, session, killedAtMs);
      times.push(afterMs);
      return back;
    }),
  );
  t.same(
    api
      .seen('transport.lost')
      .map(({ session }) => session)
      .sort(),
    lost.map(({ session }) => session).sort(),
    'nobody else is',
  );
  t.same(api.seen('room.lost'), [], 'no room is lost');
  t.same(
    api.seen('room.producers').filter(({ producers }) => producers.length === 0),
    [],
    'the performer goes on',
  );
  t.equal((await reportOf(api, room)).producers.length, 1);
  t.ok(returned.every(({ port }) => port !== 0) && times.every((ms) => ms < 6_000), 'they see again in time');
  await until('pictures for the others', () => kept.every(({ viewer }) => viewer.marks.at(-1) === 2));
  t.same(
    kept.map(({ viewer }) => viewer.flaws.missing),
    kept.map(() => 0),
    'the others miss no packet',
  );
  const silence = Math.max(...kept.map(({ viewer }) => viewer.flaws.longestSilenceMs));
  t.comment(
    `again after ${times.map(Math.round).join(', ')} ms; longest silence of the others ${Math.round(silence)} ms`,
  );
  const { producers } = await api.do('room.open', room);
  t.equal(producers[0]?.session, performer, 'on the same origin, at the same media epoch');
});

t.test('an origin’s worker dies: its room is over at once on every edge, others are not', async (t) => {
  const room = await openRoom(t);
  const { session: performer } = await perform(t, api, room);
  const watchers = await audience(t, api, room, 5);
  await seeing(watchers);
  const { origin, edges } = await reportOf(api, room);
  t.equal(edges.length, 1);
  const stays = await until('room elsewhere', async () => {
    const other = await world.room(api);
    const place = await reportOf(api, other);
    return place.origin.worker !== origin.worker && other;
  });
  const lostBefore = api.seen('transport.lost').length;
  const killedAtMs = performance.now();
  process.kill(origin.worker, 'SIGKILL');
  await api.event('room.lost', (body) => body.room === room.room);
  t.equal(api.seen('transport.lost').length, lostBefore, 'its loss is told once, not for each viewer');
  t.equal(await api.codeOf('room.health', room), 'MEDIA_EPOCH_STALE', 'its edges answer no more either');
  t.equal(await api.codeOf('room.health', stays), 'ok', 'a room on another worker goes on');

  const next = { ...room, mediaEpoch: 2 };
  await api.do('room.open', next);
  t.teardown(() => api.ask('room.close', next));
  const again = await perform(t, api, next);
  t.not(again.session, performer);
  const times = await Promise.all(
    watchers.map(async ({ session }) => (await comeBack(t, next, session, killedAtMs)).afterMs),
  );
  t.ok(Math.max(...times) < 12_000, 'everybody sees again within three times 4 s');
  t.comment(`pictures again after ${times.map(Math.round).join(', ')} ms, the performer’s new handshake included`);
});
